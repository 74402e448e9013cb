import { code } from "../explain/prose.ts";
import { duration, percent } from "../explain/wording.ts";
import type { GroupDigest } from "../groups/digest.ts";
import { CLEAR } from "./burst.ts";
import { endSeqs, type Ending } from "./ending.ts";
import type { Beginning } from "./onsets.ts";
import { binMs, type Scene } from "./scene.ts";
import type { TimelineMark } from "./story.ts";

const MAX_ONSETS = 20;
const MAX_TURNS = 20;
const MAX_SILENCES = 5;
/** A steady group is silent when so many events of it were expected and none came. */
const MISSED = 12;

/** What the timeline shows besides the counts, by time. */
export function marksOf(scene: Scene, beginnings: readonly Beginning[], ending: Ending | null): TimelineMark[] {
  return [...onsets(beginnings), ...bursts(scene), ...turns(scene), ...silences(scene), ...recovery(ending)].toSorted(
    (a, b) => a.atMs - b.atMs,
  );
}

function onsets(beginnings: readonly Beginning[]): TimelineMark[] {
  return beginnings
    .filter(({ onset, steady }) => onset.atMs !== null && !steady)
    .slice(0, MAX_ONSETS)
    .map(({ onset }) => ({
      kind: "onset",
      atMs: onset.atMs ?? 0,
      endMs: null,
      title: onset.title,
      evidence: onset.evidence,
    }));
}

function bursts(scene: Scene): TimelineMark[] {
  const { burst } = scene;
  if (burst === null || burst.strength < CLEAR) return [];
  const title = `Failures at ${percent(burst.rateInside)} of events, ${percent(burst.rateOutside)} otherwise`;
  return [{ kind: "burst", atMs: binMs(scene, burst.from), endMs: binMs(scene, burst.to + 1), title, evidence: [] }];
}

function turns(scene: Scene): TimelineMark[] {
  return scene.input.links.turns
    .filter(({ kind, atMs }) => atMs !== null && kind !== "recovery" && kind !== "stop")
    .slice(0, MAX_TURNS)
    .map(({ atMs, seq, service, text, kind }) => ({
      kind: "deploy",
      atMs: atMs ?? 0,
      endMs: null,
      title: `${TURN_WORDS[kind] ?? "Change"} in ${code(service, 60)}: ${code(text, 90)}`,
      evidence: [seq],
      turn: { kind, service },
    }));
}

const TURN_WORDS: Partial<Record<string, string>> = {
  deploy: "Deploy",
  start: "Start",
  change: "Change",
  failover: "Failover",
};

function recovery(ending: Ending | null): TimelineMark[] {
  if (ending === null) return [];
  const { atMs, lastedMs, by } = ending;
  const how = by === null ? "" : `: ${code(by.text, 90)} in ${code(by.service, 60)}`;
  const title = `Failures stop after ${duration(lastedMs)}${how}`;
  const turn = by === null ? {} : { turn: { kind: by.kind, service: by.service } };
  return [{ kind: "recovery", atMs, endMs: null, title, evidence: endSeqs(ending), ...turn }];
}

/** Groups that came steadily and stop for long, or for good. */
function silences(scene: Scene): TimelineMark[] {
  const found = scene.input.groups.slice(0, 40).flatMap((group) => silenceOf(scene, group) ?? []);
  return found.toSorted((a, b) => (b.endMs ?? 0) - b.atMs - ((a.endMs ?? 0) - a.atMs)).slice(0, MAX_SILENCES);
}

function silenceOf(scene: Scene, group: GroupDigest): TimelineMark | null {
  const { axis } = scene.input.tally;
  const bins = group.bins.map(([bin]) => bin);
  const [first] = bins;
  if (first === undefined || axis.bins < 20) return null;
  const ends = [...bins.slice(1), axis.bins];
  let longest = { from: 0, length: 0 };
  for (const [i, bin] of bins.entries()) {
    const length = (ends[i] ?? axis.bins) - bin - 1;
    if (length > longest.length) longest = { from: bin + 1, length };
  }
  const lived = axis.bins - first;
  const busy = bins.length / Math.max(1, lived - longest.length);
  const rate = group.count / Math.max(1, lived - longest.length);
  const steady = group.count >= 20 && bins.length >= 8 && busy >= 0.6;
  if (!steady || rate * longest.length < MISSED || longest.length < 3) return null;
  const end = longest.from + longest.length;
  const lastBefore = group.examples
    .filter((example) => (example.timeMs ?? Infinity) < binMs(scene, longest.from))
    .at(-1);
  return {
    kind: "silence",
    atMs: binMs(scene, longest.from),
    endMs: binMs(scene, end),
    title: `No ${code(group.template, 80)} from ${code(scene.serviceOf(group), 60)} for ${duration(longest.length * axis.binMs)}`,
    evidence: lastBefore === undefined ? [] : [lastBefore.seq],
  };
}
