"use client";

import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { Histogram } from "#contracts/ingestion.ts";
import { cn } from "#components/ui/cn.ts";
import { formatCount } from "#lib/client/number.ts";
import { formatDuration, type Zone } from "#lib/client/time.ts";
import { barsOf, LAYERS, type Bars } from "./bars.ts";
import { clockOf, type Clock } from "./clock.ts";
import { BarsTable } from "./bars-table.tsx";
import { ChartMarks, type ChartMark } from "./chart-marks.tsx";
import { TimeAxis } from "./time-axis.tsx";

export interface TimeRange {
  fromMs: number;
  untilMs: number;
}

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
          {formatCount(bars.peak)} events per {formatDuration(bars.binMs)}
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

function Stack({ bars }: { bars: Bars }) {
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
  bars.forEach((bar, index) => {
    let top = 100;
    LAYERS.forEach(({ layer }, at) => {
      const count = bar.layers[layer];
      if (count === 0) return;
      const high = Math.max((count / peak) * 100, 1);
      top -= high;
      paths[at] += `M${index * 10 + 1} ${top.toFixed(2)}h8v${high.toFixed(2)}h-8z`;
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
        {LAYERS.toReversed().map(({ layer, fill }) =>
          bar.layers[layer] === 0 ? null : (
            <li key={layer} className="flex items-center gap-1">
              <i className="size-2 rounded-[1px]" style={{ background: fill }} />
              {formatCount(bar.layers[layer])} {layer}
            </li>
          ),
        )}
        {bar.total === 0 ? <li>no events</li> : null}
      </ul>
    </div>
  );
}

interface BrushProps {
  bars: Bars;
  range: TimeRange | null;
  onRange: (range: TimeRange | null) => void;
  clock: Clock;
}

/** Drag to select, drag a handle or use its arrow keys to adjust, double-click to clear. */
function Brush({ bars, range, onRange, clock }: BrushProps) {
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const [drawn, setDrawn] = useState<TimeRange | null>(null);
  const shown = drawn ?? range;
  const binAt = (event: PointerEvent) => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    const bin = Math.floor(((event.clientX - left) / width) * bars.bars.length);
    return Math.min(Math.max(bin, 0), bars.bars.length - 1);
  };
  const between = (a: number, b: number): TimeRange => ({
    fromMs: bars.startMs + Math.min(a, b) * bars.binMs,
    untilMs: bars.startMs + (Math.max(a, b) + 1) * bars.binMs,
  });
  const grab = (event: PointerEvent, from: number | null) => {
    if (event.button !== 0) return;
    box.current?.setPointerCapture(event.pointerId);
    anchor.current = from ?? binAt(event);
    if (from !== null) event.stopPropagation();
  };
  const move = (event: PointerEvent) => {
    if (anchor.current !== null) setDrawn(between(anchor.current, binAt(event)));
  };
  const release = (event: PointerEvent) => {
    if (anchor.current === null) return;
    onRange(between(anchor.current, binAt(event)));
    anchor.current = null;
    setDrawn(null);
  };
  const binOf = (ms: number) => Math.round((ms - bars.startMs) / bars.binMs);
  const nudge = (edge: "fromMs" | "untilMs") => (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined || range === null) return;
    event.preventDefault();
    const next = { ...range, [edge]: Math.min(Math.max(range[edge] + by * bars.binMs, bars.startMs), bars.endMs) };
    if (next.fromMs < next.untilMs) onRange(next);
  };
  return (
    <div
      ref={box}
      className="absolute inset-0 z-2 cursor-crosshair touch-pan-y"
      onPointerDown={(event) => grab(event, null)}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        anchor.current = null;
        setDrawn(null);
      }}
      onDoubleClick={() => onRange(null)}
    >
      {shown === null ? null : (
        <BrushedRange
          bars={bars}
          range={shown}
          clock={clock}
          onGrab={(event, edge) => grab(event, edge === "fromMs" ? binOf(shown.untilMs) - 1 : binOf(shown.fromMs))}
          onNudge={nudge}
        />
      )}
    </div>
  );
}

const EDGES = [
  { edge: "fromMs", name: "Start of the range", place: "-left-[7px]" },
  { edge: "untilMs", name: "End of the range", place: "-right-[7px]" },
] as const;

function BrushedRange({
  bars,
  range,
  clock,
  onGrab,
  onNudge,
}: {
  bars: Bars;
  range: TimeRange;
  clock: Clock;
  onGrab: (event: PointerEvent, edge: "fromMs" | "untilMs") => void;
  onNudge: (edge: "fromMs" | "untilMs") => (event: KeyboardEvent) => void;
}) {
  const percent = (ms: number) => Math.min(Math.max((ms - bars.startMs) / (bars.endMs - bars.startMs), 0), 1) * 100;
  const left = percent(range.fromMs);
  const right = percent(range.untilMs);
  const words = `${clock.time(range.fromMs)} – ${clock.time(range.untilMs)}, ${formatDuration(range.untilMs - range.fromMs)}`;
  const middle = (left + right) / 2;
  return (
    <>
      <div className="absolute inset-y-0 left-0 bg-surface opacity-55" style={{ width: `${left}%` }} />
      <div className="absolute inset-y-0 right-0 bg-surface opacity-55" style={{ width: `${100 - right}%` }} />
      <div
        className="absolute inset-y-0 border-x-[1.5px] border-accent-fill bg-brush"
        style={{ left: `${left}%`, width: `${right - left}%` }}
      >
        {EDGES.map(({ edge, name, place }) => (
          <span
            key={edge}
            role="slider"
            tabIndex={0}
            aria-label={name}
            aria-valuemin={bars.startMs}
            aria-valuemax={bars.endMs}
            aria-valuenow={range[edge]}
            aria-valuetext={clock.time(range[edge])}
            className={cn("absolute inset-y-0 w-3.5 cursor-ew-resize", place)}
            onPointerDown={(event) => onGrab(event, edge)}
            onKeyDown={onNudge(edge)}
          >
            <i className="absolute top-1/2 left-1/2 -mt-[9px] -ml-[2.5px] h-[18px] w-[5px] rounded-[2px] bg-accent-fill" />
          </span>
        ))}
      </div>
      <output
        className={cn(
          "absolute bottom-full bg-surface px-1 text-11 leading-[14px] whitespace-nowrap text-accent tabular-nums",
          middle < 15 ? "left-0" : middle > 85 ? "right-0" : "-translate-x-1/2",
        )}
        style={middle < 15 || middle > 85 ? undefined : { left: `${middle}%` }}
      >
        {words}
      </output>
    </>
  );
}
