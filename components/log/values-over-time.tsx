const WIDTH = 400;
const HEIGHT = 26;
const EDGE = 3;

/** Values as dots over time, low ones below. Draws nothing where fewer than two moments are told apart. */
export function ValuesOverTime({
  points,
  label,
}: {
  /** `y` from 0 to 1. */
  points: readonly { atMs: number; y: number }[];
  label: string;
}) {
  const times = points.map(({ atMs }) => atMs);
  const first = times.reduce((a, b) => Math.min(a, b), Infinity);
  const span = times.reduce((a, b) => Math.max(a, b), -Infinity) - first;
  if (!(span > 0)) return null;
  const x = (atMs: number) => (EDGE + ((atMs - first) / span) * (WIDTH - 2 * EDGE)).toFixed(1);
  const y = (share: number) => (HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)).toFixed(1);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="mt-1 block h-[26px] w-full border-b border-line"
    >
      {/* Strokes of no length are dots that stay round however the chart is stretched. */}
      <path
        d={points.map((point) => `M${x(point.atMs)} ${y(point.y)}h0`).join("")}
        className="stroke-var"
        strokeWidth={2.5}
        strokeLinecap="round"
        strokeOpacity={0.55}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
