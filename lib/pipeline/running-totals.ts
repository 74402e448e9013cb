import { LEVELS, type LevelCounts, type LogEvent } from "#engine";

/** Exact counts of one template or group over some of an ingestion's events. */
export interface Totals {
  count: number;
  firstSeq: number;
  lastSeq: number;
  firstMs: number | null;
  lastMs: number | null;
  /** By index into LEVELS, unknown last. */
  levels: number[];
}

/** What a chunk adds, by fingerprint. */
export interface TemplateTotals extends Totals {
  fingerprint: string;
  template: string;
  format: string;
}

const NAMES = [...LEVELS, "unknown"] as const;
const levelIndex = new Map<string, number>(NAMES.map((level, index) => [level, index]));

export function countTemplates(chunk: readonly LogEvent[]): TemplateTotals[] {
  const totals = new Map<string, TemplateTotals>();
  for (const event of chunk) {
    let one = totals.get(event.fingerprint);
    if (one === undefined) totals.set(event.fingerprint, (one = newTotals(event)));
    one.count += 1;
    one.lastSeq = event.seq;
    const level = levelIndex.get(event.level ?? "unknown") ?? 0;
    one.levels[level] = (one.levels[level] ?? 0) + 1;
    if (event.timeMs === null) continue;
    if (one.firstMs === null || event.timeMs < one.firstMs) one.firstMs = event.timeMs;
    if (one.lastMs === null || event.timeMs > one.lastMs) one.lastMs = event.timeMs;
  }
  return [...totals.values()];
}

/** Both together; in any order of calls the same. */
export function addTotals(one: Totals, other: Totals): Totals {
  const pick = (choose: (...values: number[]) => number, ...values: (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : choose(...known);
  };
  return {
    count: one.count + other.count,
    firstSeq: Math.min(one.firstSeq, other.firstSeq),
    lastSeq: Math.max(one.lastSeq, other.lastSeq),
    firstMs: pick(Math.min, one.firstMs, other.firstMs),
    lastMs: pick(Math.max, one.lastMs, other.lastMs),
    levels: NAMES.map((_, index) => (one.levels[index] ?? 0) + (other.levels[index] ?? 0)),
  };
}

export function levelCountsOf({ levels }: Totals): LevelCounts {
  return Object.fromEntries(NAMES.flatMap((name, index) => (levels[index] ? [[name, levels[index]]] : [])));
}

function newTotals({ fingerprint, template, format, seq }: LogEvent): TemplateTotals {
  const levels = NAMES.map(() => 0);
  return { fingerprint, template, format, count: 0, firstSeq: seq, lastSeq: seq, firstMs: null, lastMs: null, levels };
}
