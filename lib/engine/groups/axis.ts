import type { TimeAxis } from "./digest.ts";

export const MAX_BINS = 240;
const FIRST_BIN_MS = 1000;

/**
 * One time axis that grows with what it sees. Bins are kept under their absolute number, `floor(timeMs / binMs)`, so that
 * doubling `binMs` folds bin n into n / 2 and the result does not depend on the order of events.
 */
export interface Axis {
  binOf(timeMs: number): number;
  axis(): TimeAxis;
  span(): { firstMs: number | null; lastMs: number | null };
  /** Sparse counts as [index from the axis's start, count], ascending. */
  place(bins: ReadonlyMap<number, number>): [number, number][];
}

type Fold = (bins: Map<number, number>) => Map<number, number>;

/** @param refold called each time the bins double, for every count that is kept by bin */
export function createAxis(refold: (fold: Fold) => void): Axis {
  let binMs = FIRST_BIN_MS;
  let firstMs = Infinity;
  let lastMs = -Infinity;
  const start = () => Math.floor(firstMs / binMs);
  const end = () => Math.floor(lastMs / binMs);
  return {
    binOf(timeMs) {
      if (timeMs < firstMs) firstMs = timeMs;
      if (timeMs > lastMs) lastMs = timeMs;
      let doublings = 0;
      while (end() - start() >= MAX_BINS) {
        binMs *= 2;
        doublings += 1;
      }
      if (doublings > 0) refold((bins) => foldBins(bins, 2 ** doublings));
      return Math.floor(timeMs / binMs);
    },
    axis: () =>
      lastMs < firstMs
        ? { startMs: 0, binMs: FIRST_BIN_MS, bins: 0 }
        : { startMs: start() * binMs, binMs, bins: end() - start() + 1 },
    span: () => (lastMs < firstMs ? { firstMs: null, lastMs: null } : { firstMs, lastMs }),
    place: (bins) =>
      [...bins].map(([bin, count]): [number, number] => [bin - start(), count]).toSorted((a, b) => a[0] - b[0]),
  };
}

function foldBins(bins: ReadonlyMap<number, number>, by: number): Map<number, number> {
  const folded = new Map<number, number>();
  for (const [bin, count] of bins) {
    const to = Math.floor(bin / by);
    folded.set(to, (folded.get(to) ?? 0) + count);
  }
  return folded;
}
