import { cn } from "./cn.ts";

const HEIGHT = 20;
/** A log of seconds has few bars: they keep their width and stand at the left. */
const FEWEST_BARS = 24;

/**
 * Counts over time in small bars. `values` are dense; with `errors` given (same length) it shows those in red, else `values` in
 * grey. `label` says in words what it shows; the numbers stand in the table around it.
 */
export function Sparkline({
  values,
  errors,
  label,
  className,
}: {
  values: readonly number[];
  errors?: readonly number[];
  label: string;
  className?: string;
}) {
  const red = errors !== undefined && errors.some((count) => count > 0);
  const shown = red ? errors : values;
  const max = Math.max(1, ...shown);
  const bar = (count: number, index: number) => {
    const height = count === 0 ? 0.7 : Math.max(1.5, (count / max) * (HEIGHT - 1));
    return `M${index * 3} ${(HEIGHT - height).toFixed(1)}h2v${height.toFixed(1)}h-2z`;
  };
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${Math.max(FEWEST_BARS, shown.length) * 3 - 1} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn("block h-5 w-24", red ? "fill-fill-error" : "fill-fill-info", className)}
    >
      <path d={shown.map(bar).join("")} />
    </svg>
  );
}

/** Sparse [bin, count] pairs on an axis of `bins`, as `width` dense values. */
export function dense(sparse: readonly (readonly [number, number])[], bins: number, width = 48): number[] {
  const values = Array.from({ length: Math.max(1, Math.min(width, bins)) }, () => 0);
  for (const [bin, count] of sparse) {
    const index = Math.min(values.length - 1, Math.floor((bin * values.length) / Math.max(1, bins)));
    values[index] = (values[index] ?? 0) + count;
  }
  return values;
}
