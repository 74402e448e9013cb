import type { z } from "zod";
import { LEVELS, type LevelCounts, type TimeAxis } from "#engine";
import type { Histogram } from "#contracts/ingestion.ts";
import type { StoredHistogram } from "#db/schema/index.ts";
import { inScope, type Scope, type Tx } from "#lib/scope.ts";
import { loadHeads, scanChunks } from "./event-chunks.ts";
import { loadFilter, type EventFilter } from "./event-filter.ts";
import { resolveTime } from "./event-time.ts";
import type { InIngestion } from "./ingestions.ts";

type View = z.input<typeof Histogram>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Widths that read well on an axis. */
const BIN_MS = [
  { unit: 1, counts: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
  { unit: SECOND, counts: [1, 2, 5, 10, 15, 30] },
  { unit: MINUTE, counts: [1, 2, 5, 10, 15, 30] },
  { unit: HOUR, counts: [1, 2, 3, 6, 12] },
  { unit: DAY, counts: [1, 2, 7, 14, 30, 90, 365, 3650] },
].flatMap(({ unit, counts }) => counts.map((count) => count * unit));

/** Events by level over time, of those that match; on the span of the query's time range. */
export function getHistogram(scope: Scope, input: InIngestion & { q: string; bins: number }): Promise<View> {
  return inScope(scope, async (tx) => {
    const filter = await loadFilter(tx, scope, input);
    const stored = filter.ingestion.histogram;
    return filter.terms.length === 0 && stored !== null
      ? widen(stored, input.bins)
      : countByTime(tx, scope, filter, axisOf(filter, input.bins));
  });
}

/** The stored histogram with at most so many bins: neighbours are added up. */
export function widen({ axis, levelBins }: StoredHistogram, maxBins: number): View {
  const factor = Math.max(1, Math.ceil(axis.bins / maxBins));
  const levels: View["levels"] = {};
  for (const [level, bins] of Object.entries(levelBins)) {
    const sums = new Map<number, number>();
    for (const [bin, count] of bins) {
      const to = Math.floor(bin / factor);
      sums.set(to, (sums.get(to) ?? 0) + count);
    }
    // safe because levelBins is keyed by level
    levels[level as keyof LevelCounts] = [...sums];
  }
  const { startMs, binMs, bins } = axis;
  return { axis: { startMs, binMs: binMs * factor, bins: Math.ceil(bins / factor) }, levels };
}

const EMPTY: TimeAxis = { startMs: 0, binMs: SECOND, bins: 0 };

function axisOf({ ingestion, terms }: EventFilter, maxBins: number): TimeAxis {
  if (ingestion.firstAt === null || ingestion.lastAt === null) return EMPTY;
  const span = { firstMs: ingestion.firstAt.getTime(), lastMs: ingestion.lastAt.getTime() };
  const bound = (field: "since" | "until") =>
    terms
      .filter((term) => term.field === field && !term.excluded)
      .map(({ values: [value = ""] }) => resolveTime(value, span))
      .filter((ms) => ms !== null);
  const firstMs = Math.max(span.firstMs, ...bound("since"));
  const lastMs = Math.min(span.lastMs, ...bound("until"));
  if (lastMs < firstMs) return EMPTY;
  const binMs = BIN_MS.find((width) => binsOf(firstMs, lastMs, width) <= maxBins) ?? 10 * 365 * DAY;
  return { startMs: Math.floor(firstMs / binMs) * binMs, binMs, bins: binsOf(firstMs, lastMs, binMs) };
}

const binsOf = (firstMs: number, lastMs: number, binMs: number): number =>
  Math.floor(lastMs / binMs) - Math.floor(firstMs / binMs) + 1;

async function countByTime(tx: Tx, scope: Scope, filter: EventFilter, axis: TimeAxis): Promise<View> {
  if (axis.bins === 0) return { axis, levels: {} };
  // By level as it is stored, unknown last.
  const counts = Array.from({ length: LEVELS.length + 1 }, () => new Uint32Array(axis.bins));
  const heads = (await loadHeads(tx, scope, filter.ingestion)).filter(
    (head) => head.firstMs !== null && head.kinds.some((kind) => filter.matchesKind(kind)),
  );
  const passing = scanChunks(tx, scope, filter.ingestion.id, heads, filter.tests, ["kindOf", "times"]);
  for await (const { chunk, mask } of passing) {
    const times = chunk.times();
    const kindOf = chunk.kindOf();
    const binsOf = chunk.kinds.map((kind) => (filter.matchesKind(kind) ? counts[kind[2] ?? LEVELS.length] : undefined));
    for (let index = 0; index < kindOf.length; index++) {
      const bins = mask === null || mask[index] === 1 ? binsOf[kindOf[index] ?? 0] : undefined;
      const bin = Math.floor(((times[index] ?? NaN) - axis.startMs) / axis.binMs);
      if (bins !== undefined && bin >= 0 && bin < axis.bins) bins[bin] = (bins[bin] ?? 0) + 1;
    }
  }
  const levels: View["levels"] = {};
  for (const [level, bins] of counts.entries()) {
    const filled = [...bins.entries()].filter(([, count]) => count > 0);
    if (filled.length > 0) levels[LEVELS[level] ?? "unknown"] = filled;
  }
  return { axis, levels };
}
