import { code } from "../explain/prose.ts";
import { gap } from "../explain/wording.ts";
import { CLEAR } from "./burst.ts";
import { byTime, type Beginning } from "./onsets.ts";
import { binMs, type Scene } from "./scene.ts";
import type { Turn } from "./turns.ts";

/** How and when the failures stopped. */
export interface Ending {
  atMs: number;
  lastedMs: number;
  /** The line at that time that says that something came back or was started, if there is one. */
  by: Turn | null;
}

/** Failures are over when the rest of the log is at least this share of their length, and holds few of them. */
const QUIET_SHARE = 0.1;

/** When failures stopped before the log did; null when they go on or cannot be dated. */
export function endingOf(scene: Scene, beginnings: readonly Beginning[]): Ending | null {
  const { window: burst, toMs, input } = scene;
  const dated = beginnings.filter(({ onset, steady }) => onset.atMs !== null && !steady).toSorted(byTime);
  const fromMs = (dated.find(({ finding }) => finding !== null) ?? dated[0])?.onset.atMs ?? null;
  if (fromMs === null || toMs === null) return null;
  const clear = burst !== null && burst.strength >= CLEAR;
  const last = clear ? Math.min(binMs(scene, burst.to + 1), toMs) : Math.max(...dated.map(({ lastMs }) => lastMs ?? 0));
  const bin = input.tally.axis.binMs;
  if (clear && burst.after > burst.inside / 10) return null;
  const lastFailedMs = exactEnd(dated, fromMs, last, bin);
  const by = turnAt(scene, fromMs, lastFailedMs);
  const said = by?.kind === "recovery" && (by.atMs ?? 0) >= lastFailedMs;
  if (!said && toMs - last < Math.max(2 * bin, (last - fromMs) * QUIET_SHARE)) return null;
  return { atMs: lastFailedMs, lastedMs: Math.max(0, lastFailedMs - fromMs), by };
}

/** The line at the end that says that something came back or was started, the nearest first. */
function turnAt({ input }: Scene, fromMs: number, endMs: number): Turn | null {
  const near = input.links.turns.filter(
    ({ kind, atMs }) => ENDS.has(kind) && atMs !== null && atMs > fromMs && Math.abs(atMs - endMs) <= NEAR_MS,
  );
  const far = ({ kind, atMs }: Turn) => Math.abs((atMs ?? 0) - endMs) + (kind === "recovery" ? 0 : NEAR_MS);
  // What is started again and again ends nothing.
  const loops = (turn: Turn) => turn.kind === "start" && startsBefore(input.links.turns, turn, fromMs) >= LOOP;
  return near.filter((turn) => !loops(turn)).toSorted((a, b) => far(a) - far(b))[0] ?? null;
}

const LOOP = 2;

const startsBefore = (turns: readonly Turn[], turn: Turn, fromMs: number): number =>
  turns.filter(
    ({ kind, service, atMs }) =>
      kind === "start" && service === turn.service && atMs !== null && atMs >= fromMs && atMs < (turn.atMs ?? 0) - 1000,
  ).length;

const ENDS = new Set(["recovery", "start", "deploy", "change"]);
const NEAR_MS = 120_000;

/** The last dated line of what failed, where it lies in the last bin of the failures. */
function exactEnd(dated: readonly Beginning[], fromMs: number, last: number, bin: number): number {
  const ends = dated
    .flatMap(({ lastMs }) => lastMs ?? [])
    .filter((ms) => ms >= fromMs && ms <= last + bin && ms >= last - 3 * bin);
  return ends.length > 0 ? Math.max(...ends) : last;
}

/** The seq of the line that goes with the end, for citations. */
export const endSeqs = (ending: Ending): number[] => (ending.by === null ? [] : [ending.by.seq]);

/** What came right after a failure of a moment. */
export const followed = ({ by, atMs }: Ending): string =>
  by === null
    ? ""
    : `${code(by.text, 90)} followed in ${code(by.service, 60)} ${gap((by.atMs ?? atMs) - atMs)} [${by.seq}].`;
