"use client";

import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from "react";
import type { Histogram } from "#contracts/ingestion.ts";
import { zoneName } from "#lib/client/time.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { columnsOf, EventLine, PHONE_ROW_PX, ROW_PX } from "./event-line.tsx";
import type { useEventsState } from "./use-events-state.ts";
import type { EventWindow } from "./use-event-window.ts";

export interface EventTableHandle {
  scrollTo: (index: number, align: "center" | "auto") => void;
  /** The topmost row in sight. */
  firstVisible: () => number;
}

interface EventTableProps {
  ref: Ref<EventTableHandle>;
  phone: boolean;
  window: EventWindow;
  state: ReturnType<typeof useEventsState>;
  histogram: Histogram | undefined;
  hits: readonly string[];
}

/** Browsers cut elements above some 17 million pixels; a longer list is shown as a stretch of it around the place looked at. */
const MAX_PX = 16_000_000;
const DAY_MS = 86_400_000;

/** The lines, of which only those in sight are drawn. On a phone the page scrolls, elsewhere the table does. */
export function EventTable(props: EventTableProps) {
  return props.phone ? <PageScrolled {...props} /> : <Scrolled {...props} />;
}

function Scrolled(props: EventTableProps) {
  const { window, state } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const stretch = useStretch(window, ROW_PX);
  const virtualizer = useVirtualizer({
    count: stretch.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
    getItemKey: (index) => index + stretch.offset,
  });
  useEffect(() => virtualizer.measure(), [state.wrap, virtualizer]);
  const days = spansDays(props.histogram);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto" style={{ overflowAnchor: "none" }}>
      <Grid {...props} virtualizer={virtualizer} offset={stretch.offset} setOffset={stretch.setOffset} days={days}>
        <Heads state={state} days={days} />
      </Grid>
    </div>
  );
}

function PageScrolled(props: EventTableProps) {
  const { window } = props;
  const top = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(top.current?.offsetTop ?? 0), []);
  const stretch = useStretch(window, PHONE_ROW_PX);
  const virtualizer = useWindowVirtualizer({
    count: stretch.count,
    estimateSize: () => PHONE_ROW_PX,
    overscan: 10,
    scrollMargin: margin,
    getItemKey: (index) => index + stretch.offset,
  });
  return (
    <div ref={top}>
      <Grid
        {...props}
        virtualizer={virtualizer}
        offset={stretch.offset}
        setOffset={stretch.setOffset}
        margin={margin}
        days={spansDays(props.histogram)}
      />
    </div>
  );
}

/** The part of the list that is scrolled in: all of it, unless it is longer than a browser can draw. */
function useStretch(window: EventWindow, rowPx: number) {
  const longest = Math.floor(MAX_PX / rowPx);
  const [start, setStart] = useState(0);
  const offset = Math.max(0, Math.min(start, window.count - longest));
  return {
    count: Math.min(window.count - offset, longest),
    offset,
    /** Moves the stretch so that an index is in its middle; only where the list does not fit whole. */
    setOffset: (index: number) => {
      if (window.count <= longest || (index > offset + longest / 10 && index < offset + longest * 0.9)) return offset;
      const next = Math.max(0, Math.min(index - Math.floor(longest / 2), window.count - longest));
      setStart(next);
      return next;
    },
  };
}

interface GridProps extends EventTableProps {
  virtualizer: Virtualizer<HTMLDivElement, Element> | Virtualizer<Window, Element>;
  offset: number;
  setOffset: (index: number) => number;
  margin?: number;
  days: boolean;
  children?: ReactNode;
}

function Grid({
  ref,
  phone,
  window,
  state,
  hits,
  virtualizer,
  offset,
  setOffset,
  margin = 0,
  days,
  children,
}: GridProps) {
  const [zone] = useZone();
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => window.show(first + offset, last + offset));
  useImperativeHandle(ref, () => ({
    firstVisible: () => {
      const top = (virtualizer.scrollOffset ?? 0) + margin;
      return (items.find((item) => item.start >= top)?.index ?? first) + offset;
    },
    scrollTo: (index, align) => {
      const stretched = setOffset(index);
      // After the rows of a moved stretch have their place.
      requestAnimationFrame(() => {
        // On a phone the sheet covers the lower half: the row goes to the top of what is left.
        if (phone) virtualizer.scrollToIndex(Math.max(0, index - stretched - 2), { align: "start" });
        else virtualizer.scrollToIndex(index - stretched, { align });
      });
    },
  }));
  const { marked, open } = state;
  return (
    <div
      role="grid"
      aria-label="Events"
      aria-rowcount={window.count + 1}
      aria-activedescendant={open === null ? undefined : `line-${open}`}
      tabIndex={0}
      className="font-mono text-log leading-(--leading-log) focus-visible:shadow-none"
    >
      {children}
      <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const index = item.index + offset;
          const event = window.rowAt(index);
          return (
            <div
              key={item.key}
              ref={state.wrap && !phone ? virtualizer.measureElement : undefined}
              data-index={item.index}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start - margin}px)` }}
            >
              {event === undefined ? (
                <Placeholder phone={phone} />
              ) : (
                <EventLine
                  event={event}
                  index={index}
                  zone={zone}
                  days={days}
                  phone={phone}
                  wrap={state.wrap}
                  hits={hits}
                  open={event.seq === open}
                  marked={marked !== null && event.seq >= marked.from && event.seq <= marked.to}
                  onOpen={state.show}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Heads({ state, days }: { state: ReturnType<typeof useEventsState>; days: boolean }) {
  const [zone] = useZone();
  const sorted = (name: "seq" | "time") => (state.sort === name ? state.direction : null);
  const sort = (name: "seq" | "time") => () =>
    state.setSort(name, state.sort === name && state.direction === "asc" ? "desc" : "asc");
  const head = "flex items-center px-1.5 font-medium";
  return (
    <div
      role="row"
      className="sticky top-0 z-2 grid h-[26px] border-b border-line bg-surface pl-1.5 font-sans text-11 text-fg-3 [&_[aria-sort]]:text-fg"
      style={{ gridTemplateColumns: columnsOf(days) }}
    >
      <HeadCell className={`${head} justify-end`} sorted={sorted("seq")} onSort={sort("seq")}>
        seq
      </HeadCell>
      <HeadCell className={head} sorted={sorted("time")} onSort={sort("time")}>
        Time ({zone === "utc" ? "UTC" : zoneName("local").replace(/^.*, /, "")})
      </HeadCell>
      <span role="columnheader" className={head}>
        Level
      </span>
      <span role="columnheader" className={head}>
        Service
      </span>
      <span role="columnheader" className={head}>
        Message
      </span>
    </div>
  );
}

function HeadCell({
  sorted,
  onSort,
  className,
  children,
}: {
  sorted: "asc" | "desc" | null;
  onSort: () => void;
  className: string;
  children: ReactNode;
}) {
  return (
    <span
      role="columnheader"
      aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
      className={className}
    >
      <button type="button" onClick={onSort} className="font-medium whitespace-nowrap hover:text-fg">
        {children}
        {sorted === null ? "" : sorted === "asc" ? " ↑" : " ↓"}
      </button>
    </span>
  );
}

function Placeholder({ phone }: { phone: boolean }) {
  return (
    <div aria-hidden className="flex items-center gap-6 px-4" style={{ height: phone ? PHONE_ROW_PX : ROW_PX }}>
      <Skeleton className="w-10 flex-none" />
      <Skeleton className="w-20 flex-none" />
      <Skeleton className="w-2/5" />
    </div>
  );
}

function spansDays(histogram: Histogram | undefined): boolean {
  return histogram !== undefined && histogram.axis.bins * histogram.axis.binMs > DAY_MS;
}
