import type { GroupDigest } from "../groups/digest.ts";
import type { TallyDigest } from "../groups/tally.ts";
import type { LinksDigest } from "./links.ts";
import { failedIn } from "./scene.ts";
import type { StoryInput } from "./tell.ts";

const FAILING = ["error", "fatal"] as const;

/**
 * The input as if what only hidden findings claim had not failed: their groups begin nothing, and their errors are no errors in any
 * count. Groups that another finding claims too stay as they are.
 */
export function withoutHidden(input: StoryInput): StoryInput {
  const { hidden, findings, groups, tally, links } = input;
  if (hidden.length === 0) return input;
  const claimed = new Set(findings.flatMap((finding) => finding.groups));
  const unwanted = new Set(hidden.flatMap((finding) => finding.groups).filter((group) => !claimed.has(group)));
  const [left, taken] = [
    groups.filter(({ fingerprint }) => !unwanted.has(fingerprint)),
    groups.filter(({ fingerprint }) => unwanted.has(fingerprint)),
  ];
  return { ...input, groups: left, tally: withoutErrors(tally, taken), links: withoutServices(links, left, taken) };
}

function withoutErrors(tally: TallyDigest, taken: readonly GroupDigest[]): TallyDigest {
  const levels = { ...tally.levels };
  const levelBins = { ...tally.levelBins };
  for (const level of FAILING) {
    const bins = new Map(levelBins[level] ?? []);
    for (const group of taken) {
      const count = group.levels[level] ?? 0;
      levels[level] = Math.max(0, (levels[level] ?? 0) - count);
      for (const [bin, all] of group.bins)
        bins.set(bin, Math.max(0, (bins.get(bin) ?? 0) - Math.round((all * count) / group.count)));
    }
    levelBins[level] = [...bins].filter(([, count]) => count > 0);
  }
  return { ...tally, levels, levelBins };
}

/** Services in which nothing else fails have not failed. */
function withoutServices(links: LinksDigest, left: readonly GroupDigest[], taken: readonly GroupDigest[]): LinksDigest {
  const failing = (groups: readonly GroupDigest[]) =>
    new Set(groups.filter(({ levels }) => failedIn(levels) > 0).flatMap(({ services }) => Object.keys(services)));
  const [still, no] = [failing(left), failing(taken)];
  const services = links.services.map((series) => {
    if (!no.has(series.service) || still.has(series.service)) return series;
    const steps = Object.entries(series.steps).map(([at, step]) => [at, { ...step, failed: 0 }] as const);
    return { ...series, failed: 0, firstFailedSeq: null, lastFailedSeq: null, steps: Object.fromEntries(steps) };
  });
  return { ...links, services };
}
