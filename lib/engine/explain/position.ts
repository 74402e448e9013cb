import type { Finding } from "../rules/finding.ts";
import type { Onset, Story } from "../story/story.ts";
import { standsFor } from "../story/twins.ts";
import { cited, clock, counted, duration, gap, inSentence, percent } from "./wording.ts";

/** Where something stands among the onsets: `third of 6 onsets, 31 s after … [9412]`; null when it has none. */
export function positionOf(story: Story, ref: string): { place: number; of: number; own: Onset; first: Onset } | null {
  const index = story.onsets.findIndex((onset) => standsFor(onset, ref));
  const [first] = story.onsets;
  const own = story.onsets[index];
  return own === undefined || first === undefined ? null : { place: index + 1, of: story.onsets.length, own, first };
}

/** What the story says of the order: `It is the third of 6 onsets, 31 s after …`. */
export function positionSentence(story: Story, ref: string): string | null {
  const position = positionOf(story, ref);
  if (position === null || position.of < 2) return null;
  const { place, of, own, first } = position;
  if (place === 1) return `It is the first of ${of} onsets in this log${cited([own.firstSeq])}.`;
  const gap = own.atMs === null || first.atMs === null ? "after" : `${duration(own.atMs - first.atMs)} after`;
  return `It is onset ${place} of ${of}${cited([own.firstSeq])}, ${gap} the first: ${first.title}${cited([first.firstSeq])}.`;
}

/** What the story says of it as a cause. */
export function causeSentence(story: Story, finding: Finding): string | null {
  const candidate = story.candidates.find(({ onset }) => standsFor(onset, finding.id));
  const best = story.firstDomino === null ? undefined : story.candidates[0];
  if (candidate !== undefined && candidate === best) {
    return `It is most likely the first domino, with confidence ${candidate.confidence.toFixed(2)}. ${candidate.support.join(" ")}`;
  }
  if (best === undefined) return null;
  const gapped =
    candidate?.onset.atMs == null || best.onset.atMs === null ? "" : `, ${gap(best.onset.atMs - candidate.onset.atMs)}`;
  return `More likely it follows from this${gapped}: ${best.onset.title}${cited([best.onset.firstSeq])}.`;
}

/** `1,904 events in 22 min, none in the 17 min before` from sparse bins; null without times. */
export function rateSentence(
  bins: readonly [number, number][],
  axis: { startMs: number; binMs: number; bins: number },
  seqs: readonly number[],
  times: { firstMs: number | null; lastMs: number | null },
): string | null {
  const [first] = bins;
  const last = bins.at(-1);
  if (first === undefined || last === undefined || axis.bins < 2) return null;
  const count = bins.reduce((sum, [, n]) => sum + n, 0);
  const length = (last[0] - first[0] + 1) * axis.binMs;
  const busy = bins.length / (last[0] - first[0] + 1);
  const before = first[0] * axis.binMs;
  const after = (axis.bins - 1 - last[0]) * axis.binMs;
  const whole = axis.bins * axis.binMs;
  if (length >= whole * 0.9) {
    const gaps = busy >= 0.5 ? "through the whole log" : "scattered over the whole log";
    return `Its ${counted(count, "event")} come ${gaps}, about ${perTime(count, whole)}${cited(seqs)}.`;
  }
  const around = [
    before >= axis.binMs ? `none in the ${duration(before)} before` : "",
    after >= axis.binMs ? `none in the ${duration(after)} after` : "none after",
  ].filter((text) => text !== "");
  const { firstMs, lastMs } = times;
  const from = firstMs === null ? `about ${clock(axis.startMs + first[0] * axis.binMs)}` : clock(firstMs);
  const within = firstMs === null || lastMs === null ? length : lastMs - firstMs;
  const lie = within < 1000 ? `come within a second, at ${from}` : `lie within ${duration(within)} from ${from}`;
  const span = count === 1 ? `It came once, at ${from}` : `Its ${counted(count, "event")} ${lie}`;
  return `${span}${cited(seqs)}; ${around.join(", ")}.`;
}

function perTime(count: number, ms: number): string {
  const perMinute = count / (ms / 60_000);
  if (perMinute >= 1) return `${Math.round(perMinute)} a minute`;
  return perMinute * 60 >= 1 ? `${Math.round(perMinute * 60)} an hour` : `${Math.round(perMinute * 1440)} a day`;
}

/** Findings whose events fall into the same bins as this, by share of its events; the closest two. */
export function togetherWith(
  bins: readonly [number, number][],
  findings: readonly Finding[],
  not: readonly string[] = [],
): string | null {
  const total = bins.reduce((sum, [, n]) => sum + n, 0);
  if (total < 3 || bins.length < 2) return null;
  const close = findings
    .filter(({ id, bins: other }) => !not.includes(id) && other.length >= 2)
    .map((finding) => {
      const theirs = new Set(finding.bins.map(([bin]) => bin));
      const mine = new Set(bins.map(([bin]) => bin));
      const inTheirs = bins.reduce((sum, [bin, n]) => sum + (theirs.has(bin) ? n : 0), 0) / total;
      const back =
        finding.bins.reduce((sum, [bin, n]) => sum + (mine.has(bin) ? n : 0), 0) /
        finding.bins.reduce((sum, [, n]) => sum + n, 0);
      return { finding, share: inTheirs, back };
    })
    .filter(({ share, back }) => share >= 0.8 && back >= 0.2)
    .toSorted((a, b) => b.share * b.back - a.share * a.back)
    .slice(0, 2);
  if (close.length === 0) return null;
  const parts = close.map(
    ({ finding, share }) =>
      `${inSentence(finding.title)} (${percent(share)} of its events fall into them)${cited([finding.firstSeq])}`,
  );
  return `At the same times: ${parts.join("; ")}.`;
}
