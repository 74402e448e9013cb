import { and, count, isNotNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { LevelCounts, TimeAxis } from "#engine";
import type { Histogram } from "#contracts/ingestion.ts";
import { events, type StoredHistogram } from "#db/schema/index.ts";
import { inScope, type Scope, type Tx } from "#lib/scope.ts";
import { loadFilter, type EventFilter } from "./event-filter.ts";
import { resolveTime } from "./event-time.ts";
import type { InIngestion } from "./ingestions.ts";
import { levelName } from "./levels.ts";

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
      : countByTime(tx, filter, axisOf(filter, input.bins));
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

async function countByTime(tx: Tx, filter: EventFilter, axis: TimeAxis): Promise<View> {
  if (axis.bins === 0) return { axis, levels: {} };
  const start = new Date(axis.startMs).toISOString();
  const bin = sql<Date>`date_bin(${`${axis.binMs} milliseconds`}::interval, ${events.ts}, ${start}::timestamptz)`;
  const rows = await tx
    .select({ at: bin.mapWith(events.ts), level: events.level, count: count() })
    .from(events)
    .where(and(filter.where(), isNotNull(events.ts)))
    .groupBy(sql`1`, events.level)
    .orderBy(sql`1`);
  const levels: View["levels"] = {};
  for (const row of rows) {
    const at = Math.round((row.at.getTime() - axis.startMs) / axis.binMs);
    if (at >= 0 && at < axis.bins) (levels[levelName(row.level) ?? "unknown"] ??= []).push([at, row.count]);
  }
  return { axis, levels };
}
