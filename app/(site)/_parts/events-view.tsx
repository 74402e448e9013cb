"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { LEVELS } from "#engine";
import { cn } from "#components/ui/cn.ts";
import { Chip } from "#components/ui/badge.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { Level } from "#components/ui/level.tsx";
import { formatCount, plural } from "#lib/client/number.ts";
import { formatTime } from "#lib/client/time.ts";
import type { EventFilter, EventRow, Result } from "../_analysis/protocol.ts";
import type { RowSource } from "../_analysis/use-analysis.ts";
import type { BoxView } from "./log-box.tsx";
import { useRows } from "./use-rows.ts";

const EDGES: Record<string, string> = {
  warn: "shadow-[inset_2px_0_var(--color-fill-warn)]",
  error: "shadow-[inset_3px_0_var(--color-fill-error)]",
  fatal: "shadow-[inset_5px_0_var(--color-fatal-fill)]",
};
const FILTER_LEVELS = [...LEVELS.toReversed(), "unknown"] as const;

/** Events of the tab's analysis: level, text and group filter; a click unfolds the whole text. */
export function EventsView({
  source,
  result,
  view,
  onView,
}: {
  source: RowSource;
  result: Result;
  view: BoxView & { kind: "events" };
  onView: (view: BoxView) => void;
}) {
  const [level, setLevel] = useState<EventFilter["level"]>(null);
  const [text, setText] = useState("");
  const filter = useMemo<EventFilter>(() => ({ level, text, group: view.group }), [level, text, view.group]);
  const { total, rowAt, need } = useRows(source, filter, result.keptEvents);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-2 py-1.5">
        <Input
          aria-label="Search the text"
          placeholder="Search the text"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-(--h-control-sm) w-auto min-w-32 flex-1 text-12"
        />
        <Select
          aria-label="Level"
          value={level ?? ""}
          onChange={({ target }) => setLevel(FILTER_LEVELS.find((name) => name === target.value) ?? null)}
          className="h-(--h-control-sm) text-12"
        >
          <option value="">all levels</option>
          {FILTER_LEVELS.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
        {view.group.length === 0 ? null : (
          <Chip name="group" value="one" onRemove={() => onView({ ...view, group: [] })} />
        )}
        <span className="text-12 text-fg-2 tabular-nums">{plural(total, "event")}</span>
      </div>
      <Rows source={source} filter={filter} total={total} rowAt={rowAt} need={need} marked={view} />
      {result.keptEvents < result.events ? (
        <p className="border-t border-dashed border-line-strong px-3 py-1 text-12 text-fg-3">
          The list holds the first {formatCount(result.keptEvents)} of {formatCount(result.events)} events; findings and
          answers cover all. Keep it in a project to browse everything.
        </p>
      ) : null}
    </>
  );
}

function Rows({
  source,
  filter,
  total,
  rowAt,
  need,
  marked,
}: {
  source: RowSource;
  filter: EventFilter;
  total: number;
  rowAt: (index: number) => EventRow | undefined;
  need: (from: number, to: number) => void;
  marked: { from: number | null; to: number | null };
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [unfolded, setUnfolded] = useState<number | null>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  useEffect(() => need(first, last));
  const { from, to } = marked;
  const listed = total > 0;
  useEffect(() => {
    if (from === null || !listed) return undefined;
    let alive = true;
    const show = async () => {
      const index = await source.placeOf(filter, from);
      if (!alive) return;
      virtual.scrollToIndex(index, { align: "center" });
      setUnfolded(from);
    };
    void show();
    return () => {
      alive = false;
    };
    // Once per citation and filter, when the list is there; the virtualizer is another object at each render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [from, to, source, filter, listed]);
  if (total === 0) {
    return <p className="flex-1 p-3 text-fg-2">No event matches. Clear the search or choose another level.</p>;
  }
  return (
    <div ref={scroller} tabIndex={0} aria-label="Events" role="region" className="min-h-0 flex-1 overflow-auto">
      <ul className="relative font-mono text-log leading-(--leading-log)" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rowAt(index);
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              {row === undefined ? (
                <div className="h-6" />
              ) : (
                <Row
                  row={row}
                  marked={from !== null && row.seq >= from && row.seq <= (to ?? from)}
                  unfolded={unfolded === row.seq}
                  onToggle={() => setUnfolded(unfolded === row.seq ? null : row.seq)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Row({
  row,
  marked,
  unfolded,
  onToggle,
}: {
  row: EventRow;
  marked: boolean;
  unfolded: boolean;
  onToggle: () => void;
}) {
  const [firstLine = ""] = row.message.split("\n", 1);
  return (
    <div
      className={cn(EDGES[row.level ?? ""], marked && "bg-accent-soft shadow-[inset_5px_0_var(--color-accent-fill)]")}
    >
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={onToggle}
        className={cn(
          "flex h-6 w-full items-center gap-2 pr-2 pl-2 text-left whitespace-nowrap",
          !marked && "hover:bg-hover",
        )}
      >
        <span className="w-[7ch] flex-none text-right text-fg-3">{row.seq}</span>
        <span className="w-[62px] flex-none">
          <Level level={row.level} inferred={row.levelInferred} />
        </span>
        <span className="hidden w-[12ch] flex-none text-fg-2 md:inline">
          {row.timeMs === null ? <span className="text-fg-3">no time</span> : formatTime(row.timeMs, "utc", "millis")}
        </span>
        <span className="min-w-0 flex-1 truncate">{firstLine}</span>
        {row.lines > 1 ? (
          <span className="flex-none rounded-[2px] border border-line-strong px-[3px] text-11 text-fg-3">
            +{row.lines - 1}
          </span>
        ) : null}
      </button>
      {unfolded ? (
        <div className="border-y border-line bg-sunken px-3 py-2">
          <p className="mb-1 font-sans text-12 text-fg-2">
            {row.source}, line {formatCount(row.line)}
            {row.service === null ? "" : `, service ${row.service}`}
            {row.timestamp === null ? "" : `, ${row.timestamp}`}
          </p>
          <pre className="[overflow-wrap:anywhere] whitespace-pre-wrap">{row.message}</pre>
        </div>
      ) : null}
    </div>
  );
}
