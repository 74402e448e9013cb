/** When an ingestion's events happened, epoch milliseconds; null when none has a time. */
export interface Span {
  firstMs: number | null;
  lastMs: number | null;
}

const RELATIVE = /^-(\d+)([smhd])$/;
const CLOCK = /^\d\d:\d\d/;
const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DAY_MS = 86_400_000;

/**
 * The instant that `since:` or `until:` means in an ingestion, epoch milliseconds. `-15m` counts back from its last event; a time
 * of day is on its first day or, where it lies before the first event and a later day still has events then, on that day. Times
 * without a zone are UTC. Null where there is nothing to count from, or no such time.
 */
export function resolveTime(text: string, { firstMs, lastMs }: Span): number | null {
  const relative = RELATIVE.exec(text);
  if (relative) {
    const [, amount, unit = ""] = relative;
    return lastMs === null ? null : lastMs - Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  if (CLOCK.test(text)) return firstMs === null ? null : onItsDay(text, firstMs, lastMs ?? firstMs);
  const dated = text.includes("T") || text.includes(" ") ? text.replace(" ", "T") : `${text}T00:00:00`;
  return instantOf(dated);
}

function onItsDay(clock: string, firstMs: number, lastMs: number): number | null {
  const day = new Date(firstMs).toISOString().slice(0, 10);
  const first = instantOf(`${day}T${clock}`);
  return first !== null && first < firstMs && first + DAY_MS <= lastMs ? first + DAY_MS : first;
}

function instantOf(text: string): number | null {
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
  const ms = Date.parse(zoned.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(ms) ? null : ms;
}
