import { CLEAR } from "./burst.ts";
import { byTime, type Beginning } from "./onsets.ts";
import { binMs, type Scene } from "./scene.ts";

/** How and when the failures stopped. */
export interface Ending {
  atMs: number;
  lastedMs: number;
  /** Lines that say that it is over, if any do. */
  seqs: number[];
}

/** Failures are over when the rest of the log is at least this share of their length, and holds few of them. */
const QUIET_SHARE = 0.1;

/** When failures stopped before the log did; null when they go on or cannot be dated. */
export function endingOf(scene: Scene, beginnings: readonly Beginning[]): Ending | null {
  const { burst, toMs, input } = scene;
  const dated = beginnings.filter(({ onset, steady }) => onset.atMs !== null && !steady).toSorted(byTime);
  const fromMs = dated[0]?.onset.atMs ?? null;
  if (fromMs === null || toMs === null) return null;
  const clear = burst !== null && burst.strength >= CLEAR;
  const last = clear ? Math.min(binMs(scene, burst.to + 1), toMs) : Math.max(...dated.map(({ lastMs }) => lastMs ?? 0));
  const bin = input.tally.axis.binMs;
  if (clear && burst.after > burst.inside / 10) return null;
  if (toMs - last < Math.max(2 * bin, (last - fromMs) * QUIET_SHARE)) return null;
  const lastFailedMs = exactEnd(dated, fromMs, last, bin);
  const turns = input.links.turns.filter(
    ({ kind, atMs }) =>
      (kind === "recovery" || kind === "start") &&
      atMs !== null &&
      atMs > fromMs &&
      Math.abs(atMs - lastFailedMs) <= Math.max(4 * bin, 120_000),
  );
  const said =
    turns.find(({ kind }) => kind === "recovery") ?? turns.find(({ atMs }) => (atMs ?? 0) >= lastFailedMs - bin);
  return {
    atMs: lastFailedMs,
    lastedMs: Math.max(0, lastFailedMs - fromMs),
    seqs: said === undefined ? [] : [said.seq],
  };
}

/** The last dated line of what failed, where it lies in the last bin of the failures. */
function exactEnd(dated: readonly Beginning[], fromMs: number, last: number, bin: number): number {
  const ends = dated
    .flatMap(({ lastMs }) => lastMs ?? [])
    .filter((ms) => ms >= fromMs && ms <= last + bin && ms >= last - 3 * bin);
  return ends.length > 0 ? Math.max(...ends) : last;
}
