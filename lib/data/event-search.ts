import type { Scope, Tx } from "#lib/scope.ts";
import { loadHeads, scanChunks, type ChunkHead, type Passing } from "./event-chunks.ts";
import type { EventFilter } from "./event-filter.ts";

export type Direction = "asc" | "desc";

/** Where an event stands in a list by time: events without one come last, by seq. */
export interface Place {
  ms: number | null;
  seq: number;
}

/** The seqs of the first matches beyond `after`, by seq. */
export async function findBySeq(
  tx: Tx,
  scope: Scope,
  filter: EventFilter,
  { direction, after, limit }: { direction: Direction; after?: number | undefined; limit: number },
): Promise<number[]> {
  const ahead = direction === "asc";
  const start = after ?? (ahead ? -Infinity : Infinity);
  const heads = (await candidates(tx, scope, filter)).filter(({ firstSeq, lastSeq }) =>
    ahead ? lastSeq > start : firstSeq < start,
  );
  const found: number[] = [];
  for await (const passing of scanChunks(...scanOf(tx, scope, filter, ahead ? heads : heads.toReversed()), [
    "kindOf",
  ])) {
    const seqs = matchesOf(passing, filter).map((index) => passing.chunk.firstSeq + index);
    found.push(...(ahead ? seqs.filter((seq) => seq > start) : seqs.filter((seq) => seq < start).toReversed()));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

/** The same by time: the dated ones, and behind them those without a time. */
export async function findByTime(
  tx: Tx,
  scope: Scope,
  filter: EventFilter,
  { direction, after, limit }: { direction: Direction; after?: Place | undefined; limit: number },
): Promise<number[]> {
  const heads = await candidates(tx, scope, filter);
  const dated = after?.ms === null ? [] : await findDated(tx, scope, filter, heads, { direction, after, limit });
  if (dated.length >= limit) return dated;
  const undated: number[] = [];
  const [start, ahead] = [after?.ms === null ? after.seq : undefined, direction === "asc"];
  const rest = heads.filter((head) => head.undated > 0);
  const columns = ["kindOf", "times"] as const;
  for await (const passing of scanChunks(...scanOf(tx, scope, filter, ahead ? rest : rest.toReversed()), columns)) {
    const times = passing.chunk.times();
    const seqs = matchesOf(passing, filter)
      .filter((index) => Number.isNaN(times[index]))
      .map((index) => passing.chunk.firstSeq + index)
      .filter((seq) => start === undefined || (ahead ? seq > start : seq < start));
    undated.push(...(ahead ? seqs : seqs.toReversed()));
    if (dated.length + undated.length >= limit) break;
  }
  return [...dated, ...undated].slice(0, limit);
}

/** Chunks overlap in time, so the best so far are kept until no further chunk can hold a better one. */
async function findDated(
  tx: Tx,
  scope: Scope,
  filter: EventFilter,
  heads: readonly ChunkHead[],
  { direction, after, limit }: { direction: Direction; after?: Place | undefined; limit: number },
): Promise<number[]> {
  const sign = direction === "asc" ? 1 : -1;
  // As if time ran the other way when the latest come first.
  const nearest = (head: ChunkHead) => sign * ((sign > 0 ? head.firstMs : head.lastMs) ?? 0);
  const farthest = (head: ChunkHead) => sign * ((sign > 0 ? head.lastMs : head.firstMs) ?? 0);
  const [startMs, startSeq] = after?.ms == null ? [-Infinity, 0] : [sign * after.ms, sign * after.seq];
  const order = heads
    .filter((head) => head.firstMs !== null && farthest(head) >= startMs)
    .toSorted((one, other) => nearest(one) - nearest(other));
  let best: { ms: number; seq: number }[] = [];
  for await (const passing of scanChunks(...scanOf(tx, scope, filter, order), ["kindOf", "times"])) {
    const worst = best.length < limit ? undefined : best.at(-1);
    if (worst !== undefined && nearest(passing.chunk) > worst.ms) break;
    const times = passing.chunk.times();
    for (const index of matchesOf(passing, filter)) {
      const [ms, seq] = [sign * (times[index] ?? NaN), sign * (passing.chunk.firstSeq + index)];
      const beyond = ms > startMs || (ms === startMs && seq > startSeq);
      if (beyond && (worst === undefined || ms <= worst.ms)) best.push({ ms, seq });
    }
    best = best.toSorted((one, other) => one.ms - other.ms || one.seq - other.seq).slice(0, limit);
  }
  return best.map(({ seq }) => sign * seq);
}

async function candidates(tx: Tx, scope: Scope, filter: EventFilter): Promise<ChunkHead[]> {
  const heads = await loadHeads(tx, scope, filter.ingestion);
  return heads.filter(({ kinds }) => kinds.some((kind) => filter.matchesKind(kind)));
}

const scanOf = (tx: Tx, scope: Scope, { ingestion, tests }: EventFilter, heads: readonly ChunkHead[]) =>
  [tx, scope, ingestion.id, heads, tests] as const;

/** Places in the chunk of the events that match, ascending. */
export function matchesOf({ chunk, mask }: Passing, filter: EventFilter): number[] {
  const matching = chunk.kinds.map((kind) => filter.matchesKind(kind));
  const kindOf = chunk.kindOf();
  const found: number[] = [];
  for (let index = 0; index < kindOf.length; index++) {
    if (matching[kindOf[index] ?? 0] === true && (mask === null || mask[index] === 1)) found.push(index);
  }
  return found;
}
