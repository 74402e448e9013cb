"use client";

import { useMemo, useState, type PointerEvent } from "react";
import type { Histogram } from "#contracts/ingestion.ts";
import { cn } from "#components/ui/cn.ts";
import { formatCount, plural } from "#lib/client/number.ts";
import { formatDuration, type Zone } from "#lib/client/time.ts";
import { barsOf, LAYERS, type Bars } from "./bars.ts";
import { clockOf, type Clock } from "./clock.ts";
import { BarsTable } from "./bars-table.tsx";
import { Brush, type TimeRange } from "./brush.tsx";
import { ChartMarks, type ChartMark } from "./chart-marks.tsx";
import { TimeAxis } from "./time-axis.tsx";

interface LevelHistogramProps {
  histogram: Histogram;
  /** What the chart shows, for those who do not see it. */
  label: string;
  zone: Zone;
  /** Of the plot, in pixels. */
  height: number;
  marks?: readonly ChartMark[];
  /** The brushed range; outside of it the chart is faint. */
  range?: TimeRange | null;
  /** Makes the chart brushable. Null clears. */
  onRange?: (range: TimeRange | null) => void;
  /** The table floats from the corner instead of taking a line below. */
  compact?: boolean;
  className?: string;
}

const MAX_BARS = 120;
const SLIM_BELOW = 20;

/** Events over time by level, stacked from quiet to loud. */
export function LevelHistogram(props: LevelHistogramProps) {
  const { histogram, label, zone, height, marks = [], range = null, onRange, compact = false, className } = props;
  const bars = useMemo(() => barsOf(histogram, MAX_BARS), [histogram]);
  const clock = useMemo(() => clockOf(zone, bars.startMs, bars.endMs), [zone, bars]);
  const [hovered, setHovered] = useState<number | null>(null);
  if (bars.bars.length === 0) {
    return (
      <p className={cn("text-fg-3", className)}>No event here has a time, so there is nothing to draw over time.</p>
    );
  }
  const hoveredAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * bars.bars.length);
    setHovered(at >= 0 && at < bars.bars.length ? at : null);
  };
  return (
    <figure aria-label={label} className={cn("relative", className)}>
      <div
        className="relative border-b border-line-strong"
        style={{ height }}
        onPointerMove={hoveredAt}
        onPointerLeave={() => setHovered(null)}
      >
        <span className="absolute -top-px left-0 z-1 bg-surface pr-1 text-11 leading-3 text-fg-3">
          {plural(bars.peak, "event")} per {formatDuration(bars.binMs)}
        </span>
        <Stack bars={bars} />
        {onRange === undefined ? null : <Brush bars={bars} range={range} onRange={onRange} clock={clock} />}
        <ChartMarks marks={marks} startMs={bars.startMs} endMs={bars.endMs} />
        {hovered === null ? null : <Readout bars={bars} at={hovered} clock={clock} />}
      </div>
      <TimeAxis startMs={bars.startMs} endMs={bars.endMs} clock={clock} />
      <BarsTable bars={bars} clock={clock} floating={compact} />
    </figure>
  );
}

/** The bars alone, filling what holds them. */
export function Stack({ bars }: { bars: Bars }) {
  const paths = useMemo(() => pathsOf(bars), [bars]);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${bars.bars.length * 10} 100`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full"
    >
      {LAYERS.map(({ layer, fill }, index) => (
        <path key={layer} d={paths[index]} style={{ fill }} />
      ))}
    </svg>
  );
}

/** One path a layer; a bar with anything in it is at least 1 % high, so that one fatal among 100,000 is seen. */
function pathsOf({ bars, peak }: Bars): string[] {
  const paths = LAYERS.map(() => "");
  // Few bars stay slim: a single event is no block.
  const wide = bars.length < SLIM_BELOW ? ((8 * bars.length) / SLIM_BELOW).toFixed(1) : "8";
  bars.forEach((bar, index) => {
    let top = 100;
    LAYERS.forEach(({ layer }, at) => {
      const count = bar.layers[layer];
      if (count === 0) return;
      const high = Math.max((count / peak) * 100, 1);
      top -= high;
      paths[at] += `M${index * 10 + 1} ${top.toFixed(2)}h${wide}v${high.toFixed(2)}h-${wide}z`;
    });
  });
  return paths;
}

function Readout({ bars, at, clock }: { bars: Bars; at: number; clock: Clock }) {
  const bar = bars.bars[at];
  if (bar === undefined) return null;
  const left = ((at + 0.5) / bars.bars.length) * 100;
  return (
    <div
      aria-hidden
      className={cn(
        "pointer-events-none absolute bottom-1 z-3 rounded-2 border border-line-strong bg-raised px-2 py-1 text-12 whitespace-nowrap shadow-float",
        left > 60 ? "-translate-x-full" : "",
      )}
      style={{ left: `calc(${left}% + ${left > 60 ? -10 : 10}px)` }}
    >
      <p className="font-medium tabular-nums">
        {clock.time(bar.atMs)} – {clock.time(bar.atMs + bars.binMs)}
      </p>
      <ul className="mt-0.5 flex gap-2.5 text-fg-2 tabular-nums">
        {LAYERS.toReversed().map(({ layer, name, fill }) =>
          bar.layers[layer] === 0 ? null : (
            <li key={layer} className="flex items-center gap-1">
              <i className="size-2 rounded-[1px]" style={{ background: fill }} />
              {formatCount(bar.layers[layer])} {name}
            </li>
          ),
        )}
        {bar.total === 0 ? <li>no events</li> : null}
      </ul>
    </div>
  );
}
