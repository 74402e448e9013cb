import type { Silence } from "./rule.ts";

/** A stretch without a match, between two of them or after the last. */
export interface Gap {
  fromSeq: number;
  fromMs: number;
  /** Null: the source ends. */
  toSeq: number | null;
  toMs: number;
  /** Matches before it. */
  before: number;
}

/** The matches of one source, as far as silence needs to know. Plain JSON. */
export interface Beats {
  count: number;
  lastSeq: number;
  lastMs: number;
  longest: Gap | null;
  /** The next longest gap. */
  secondMs: number;
}

const STEADY = 1 / 3;

export function seeBeat(beats: Record<number, Beats>, source: number, seq: number, timeMs: number): void {
  const own = beats[source];
  if (own === undefined) {
    beats[source] = { count: 1, lastSeq: seq, lastMs: timeMs, longest: null, secondMs: 0 };
    return;
  }
  const ms = timeMs - own.lastMs;
  const longestMs = lengthOf(own.longest);
  if (ms > longestMs) {
    own.longest = { fromSeq: own.lastSeq, fromMs: own.lastMs, toSeq: seq, toMs: timeMs, before: own.count };
    own.secondMs = longestMs;
  } else own.secondMs = Math.max(own.secondMs, ms);
  own.count += 1;
  own.lastSeq = seq;
  own.lastMs = Math.max(own.lastMs, timeMs);
}

/** The silence in each source that has one. `ends`: the last time of each source, so that a file that ends is no silence. */
export function silencesIn(
  beats: Readonly<Record<number, Beats>>,
  { atLeast, forMs }: Silence,
  ends: Readonly<Record<number, number>>,
): Gap[] {
  return Object.entries(beats).flatMap(([source, { count, lastSeq, lastMs, longest, secondMs }]) => {
    const tail: Gap = {
      fromSeq: lastSeq,
      fromMs: lastMs,
      toSeq: null,
      toMs: ends[Number(source)] ?? lastMs,
      before: count,
    };
    const tailMs = lengthOf(tail);
    const [gap, nextMs] =
      longest === null || tailMs > lengthOf(longest)
        ? [tail, lengthOf(longest)]
        : [longest, Math.max(secondMs, tailMs)];
    const ms = lengthOf(gap);
    return ms >= forMs && gap.before >= atLeast && nextMs <= ms * STEADY ? [gap] : [];
  });
}

export const lengthOf = (gap: Gap | null): number => (gap === null ? 0 : gap.toMs - gap.fromMs);
