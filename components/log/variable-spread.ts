export interface SpreadRow {
  label: string;
  count: number;
  /** The value itself, to filter by; null for a range of numbers. */
  value: string | null;
}

/** How the values of one variable are spread over lines. */
export interface Spread {
  distinct: number;
  /** `30000–30004 ms, median 30001` where all values are numbers, with the unit they share. */
  range: string | null;
  rows: SpreadRow[];
  /** Where a value stands between the lowest (0) and the highest (1): a number by its size, a word by its rank. */
  heightOf: (value: string) => number;
}

const MOST_ROWS = 4;
const NUMBER = /^(-?\d+(?:\.\d+)?)\s?([a-zA-Zµ%]{0,6})$/;

/** The busiest values; numbers that are too scattered for that in four ranges of equal width. */
export function spreadOf(values: readonly string[]): Spread {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const numbers = numbersOf(counts);
  const range =
    numbers === null || counts.size < 2
      ? null
      : `${text(numbers.min)}–${text(numbers.max)}${numbers.unit}, median ${text(medianOf(numbers))}`;
  const busiest = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_ROWS)
    .map(([value, count]) => ({ label: value, count, value }));
  const shown = busiest.reduce((sum, { count }) => sum + count, 0);
  const scattered = counts.size > MOST_ROWS && shown * 2 < values.length;
  const rank = new Map(busiest.map(({ value }, index) => [value, 1 - index / MOST_ROWS]));
  return {
    distinct: counts.size,
    range,
    rows: scattered && numbers !== null ? rangesOf(numbers) : busiest,
    heightOf: (value) =>
      numbers === null
        ? (rank.get(value) ?? 0)
        : (Number.parseFloat(value) - numbers.min) / (numbers.max - numbers.min || 1),
  };
}

interface Numbers {
  counted: { number: number; count: number }[];
  unit: string;
  min: number;
  max: number;
}

function numbersOf(counts: ReadonlyMap<string, number>): Numbers | null {
  const units = new Set<string>();
  const counted: Numbers["counted"] = [];
  for (const [value, count] of counts) {
    const match = NUMBER.exec(value);
    if (match === null) return null;
    units.add(match[2] ?? "");
    counted.push({ number: Number(match[1]), count });
  }
  const [name = ""] = units;
  if (units.size !== 1) return null;
  const unit = name === "" ? "" : ` ${name}`;
  const numbers = counted.map(({ number }) => number);
  return { counted, unit, min: Math.min(...numbers), max: Math.max(...numbers) };
}

function medianOf({ counted }: Numbers): number {
  const ordered = counted.toSorted((a, b) => a.number - b.number);
  const half = ordered.reduce((sum, { count }) => sum + count, 0) / 2;
  let passed = 0;
  return ordered.find(({ count }) => (passed += count) >= half)?.number ?? 0;
}

function rangesOf({ counted, unit, min, max }: Numbers): SpreadRow[] {
  const width = (max - min) / MOST_ROWS;
  const rows = Array.from({ length: MOST_ROWS }, (_, index) => ({
    label: `${text(min + index * width)}–${text(min + (index + 1) * width)}${unit}`,
    count: 0,
    value: null,
  }));
  for (const { number, count } of counted) {
    const row = rows[Math.min(MOST_ROWS - 1, Math.floor((number - min) / width))];
    if (row !== undefined) row.count += count;
  }
  return rows.toReversed();
}

function text(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toPrecision(3);
}
