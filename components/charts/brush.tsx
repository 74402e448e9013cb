"use client";

import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { cn } from "#components/ui/cn.ts";
import { formatDuration } from "#lib/client/time.ts";
import type { Bars } from "./bars.ts";
import type { Clock } from "./clock.ts";

export interface TimeRange {
  fromMs: number;
  untilMs: number;
}

interface BrushProps {
  bars: Pick<Bars, "startMs" | "endMs" | "binMs">;
  range: TimeRange | null;
  onRange: (range: TimeRange | null) => void;
  clock: Clock;
}

/** Drag to select, drag a handle or use its arrow keys to adjust, double-click to clear. */
export function Brush({ bars, range, onRange, clock }: BrushProps) {
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  const [drawn, setDrawn] = useState<TimeRange | null>(null);
  const shown = drawn ?? range;
  const count = Math.round((bars.endMs - bars.startMs) / bars.binMs);
  const binAt = (event: PointerEvent) => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    const bin = Math.floor(((event.clientX - left) / width) * count);
    return Math.min(Math.max(bin, 0), count - 1);
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
  bars: BrushProps["bars"];
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
