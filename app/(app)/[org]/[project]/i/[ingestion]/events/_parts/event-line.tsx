"use client";

import { memo } from "react";
import type { EventRow } from "#contracts/event.ts";
import { EventText } from "#components/log/event-text.tsx";
import { EventTime } from "#components/log/event-time.tsx";
import { Level } from "#components/ui/level.tsx";
import { cn } from "#components/ui/cn.ts";
import type { Zone } from "#lib/client/time.ts";

export const ROW_PX = 24;
export const PHONE_ROW_PX = 66;

/** Widths of seq, time, level, service and message; `days`: the time carries its date. */
export function columnsOf(days: boolean): string {
  return `68px ${days ? 146 : 103}px 68px 104px minmax(0, 1fr)`;
}

interface EventLineProps {
  event: EventRow;
  index: number;
  zone: Zone;
  days: boolean;
  phone: boolean;
  wrap: boolean;
  hits: readonly string[];
  open: boolean;
  /** Named by the address (`?seq=80-95`). */
  marked: boolean;
  onOpen: (seq: number) => void;
}

/** The edge grows from warn to fatal, so that level shows without colour. */
const EDGES = {
  warn: "shadow-[inset_2px_0_var(--color-fill-warn)]",
  error: "shadow-[inset_3px_0_var(--color-fill-error)]",
  fatal: "shadow-[inset_5px_0_var(--color-fatal-fill)]",
} as const;

/** One event of the table: one line, on a phone two. */
export const EventLine = memo(function EventLine(props: EventLineProps) {
  const { event, index, phone, open, marked, onOpen } = props;
  const edge = event.level === "warn" || event.level === "error" || event.level === "fatal" ? EDGES[event.level] : "";
  return (
    <div
      id={`line-${event.seq}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={open}
      onClick={() => {
        // Selecting text in a line is not opening it.
        if (getSelection()?.isCollapsed !== false) onOpen(event.seq);
      }}
      className={cn(
        "cursor-default hover:bg-hover",
        edge,
        marked && "bg-accent-soft",
        open && "bg-accent-soft shadow-[inset_5px_0_var(--color-accent-fill)] hover:bg-accent-soft",
      )}
    >
      {phone ? <TwoLines {...props} /> : <OneLine {...props} />}
    </div>
  );
});

function OneLine({ event, zone, days, wrap, hits }: EventLineProps) {
  const cell = "overflow-hidden whitespace-nowrap px-1.5";
  return (
    <div
      role="presentation"
      className={cn("grid pl-1.5", wrap ? "min-h-6 items-start py-[3px]" : "h-6 items-center")}
      style={{ gridTemplateColumns: columnsOf(days) }}
    >
      <span role="gridcell" className={cn(cell, "text-right text-fg-3")}>
        {event.seq}
      </span>
      <span role="gridcell" className={cn(cell, "text-fg-2")}>
        <EventTime timeMs={event.timeMs} timestamp={event.timestamp} zone={zone} day={days} />
      </span>
      <span role="gridcell" className={cn(cell, event.level === "fatal" && "-ml-[3px]")}>
        <Level level={event.level} inferred={event.levelInferred} />
      </span>
      <span role="gridcell" className={cn(cell, "text-ellipsis text-fg-2")} title={event.service ?? event.source}>
        {event.service}
      </span>
      <span
        role="gridcell"
        className={wrap ? "px-1.5 [overflow-wrap:anywhere] whitespace-pre-wrap" : cn(cell, "text-ellipsis")}
      >
        <EventText event={event} hits={hits} wrap={wrap} />
      </span>
    </div>
  );
}

function TwoLines({ event, zone, days, hits }: EventLineProps) {
  return (
    <div
      role="presentation"
      className="grid grid-cols-[auto_auto_minmax(0,1fr)_auto] content-start gap-x-2 border-b border-line px-3 pt-[5px]"
      style={{ height: PHONE_ROW_PX }}
    >
      <span role="gridcell" className="text-fg-2">
        <EventTime timeMs={event.timeMs} timestamp={event.timestamp} zone={zone} day={days} />
      </span>
      <span role="gridcell">
        <Level level={event.level} inferred={event.levelInferred} />
      </span>
      <span role="gridcell" className="truncate text-fg-2">
        {event.service}
      </span>
      <span role="gridcell" className="text-fg-3">
        {event.seq}
      </span>
      <span role="gridcell" className="col-span-full line-clamp-2 [overflow-wrap:anywhere]">
        <EventText event={event} hits={hits} />
      </span>
    </div>
  );
}
