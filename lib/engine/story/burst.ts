/** A time during which something happens more often than in the rest, by counts per bin. */
export interface Burst {
  /** Bins, both inclusive. */
  from: number;
  to: number;
  inside: number;
  before: number;
  after: number;
  /** Share of all events, inside and outside. */
  rateInside: number;
  rateOutside: number;
  /** Log-likelihood ratio (nats) against an even rate; 10 is beyond chance. */
  strength: number;
}

/** Below this an uneven spread may be chance. */
export const CLEAR = 10;

/**
 * The interval in which `counts` stand out most from their share of `volume`: the maximum-sum interval of the excess over the
 * mean rate (Kadane), judged by Kulldorff's scan statistic. Both are sparse `[bin, count]`, ascending; volume includes counts.
 * Null without counts. Linear in the bins that hold something.
 */
export function burstOf(counts: readonly [number, number][], volume: readonly [number, number][]): Burst | null {
  const own = new Map(counts);
  const all = new Map(volume);
  for (const [bin, count] of counts) all.set(bin, Math.max(all.get(bin) ?? 0, count));
  const total = sum(own.values());
  const events = sum(all.values());
  if (total === 0) return null;
  const bins = [...all.keys()].toSorted((a, b) => a - b);
  const mean = total / events;
  let best = { excess: Number.NEGATIVE_INFINITY, from: 0, to: 0 };
  let open = { excess: 0, from: 0 };
  for (const [i, bin] of bins.entries()) {
    if (open.excess <= 0) open = { excess: 0, from: i };
    open.excess += (own.get(bin) ?? 0) - mean * (all.get(bin) ?? 0);
    if (open.excess > best.excess) best = { ...open, to: i };
  }
  const part = (from: number, to: number, of: ReadonlyMap<number, number>) =>
    sum(bins.slice(from, to).map((bin) => of.get(bin) ?? 0));
  const inside = part(best.from, best.to + 1, own);
  const volumeInside = part(best.from, best.to + 1, all);
  return {
    from: bins[best.from] ?? 0,
    to: bins[best.to] ?? 0,
    inside,
    before: part(0, best.from, own),
    after: part(best.to + 1, bins.length, own),
    rateInside: volumeInside === 0 ? 0 : inside / volumeInside,
    rateOutside: events === volumeInside ? 0 : (total - inside) / (events - volumeInside),
    strength: strengthOf(inside, volumeInside, total, events),
  };
}

function strengthOf(inside: number, volumeInside: number, total: number, events: number): number {
  const expected = (total * volumeInside) / events;
  const outside = total - inside;
  return times(inside, expected) + times(outside, total - expected);
}

const times = (count: number, expected: number): number =>
  count === 0 || expected <= 0 ? 0 : count * Math.log(count / expected);

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Adds sparse series up; ascending by bin. */
export function addUp(series: readonly (readonly [number, number][])[]): [number, number][] {
  const bins = new Map<number, number>();
  for (const [bin, count] of series.flat()) bins.set(bin, (bins.get(bin) ?? 0) + count);
  return [...bins].toSorted(([a], [b]) => a - b);
}
