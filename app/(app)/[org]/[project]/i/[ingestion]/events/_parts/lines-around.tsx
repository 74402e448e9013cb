"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { listAround, listEvents, type EventRow } from "#contracts/event.ts";
import { fieldFilter, only } from "#components/log/query-edit.ts";
import { EventTime } from "#components/log/event-time.tsx";
import { Level } from "#components/ui/level.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { cn } from "#components/ui/cn.ts";
import { plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";
import { useEventsState } from "./use-events-state.ts";

/** The lines before and after an event in its source. */
export function LinesAround({
  seq,
  lines,
  title,
  onShow,
}: {
  seq: number;
  lines: number;
  title?: string;
  onShow: (seq: number) => void;
}) {
  const { params } = useIngestion();
  const around = useQuery({
    ...query(listAround, { params: { ...params, seq }, query: { lines } }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="border-t border-line px-4 pt-2.5 pb-3 first:border-t-0">
      <h3 className={title === undefined ? "sr-only" : "mb-1.5 flex items-center"}>
        {title ?? "Lines around"}
        <span className="ml-auto text-12 font-normal text-fg-3">same source</span>
      </h3>
      {around.error === null ? (
        <Lines rows={around.data?.items} current={seq} centred={lines > 10} onShow={onShow} />
      ) : (
        <Failed error={around.error} what="The lines around" onRetry={() => void around.refetch()} />
      )}
    </section>
  );
}

/** Every event that carries the same trace id, over all sources. */
export function SameTrace({ event, onShow }: { event: EventRow; onShow: (seq: number) => void }) {
  const { params } = useIngestion();
  const { q, setQuery } = useEventsState();
  const trace = traceOf(event);
  const same = useQuery({
    ...query(listEvents, { params, query: { q: `trace:${JSON.stringify(trace ?? "")}`, sort: "time", limit: 200 } }),
    enabled: trace !== null,
  });
  if (trace === null) return <p className="p-4 text-fg-2">This line carries no trace id.</p>;
  return (
    <section className="px-4 pt-2.5 pb-3">
      <h3 className="mb-1.5 flex items-center gap-1.5">
        <span className="font-mono text-12">{trace}</span>
        <span className="text-12 font-normal text-fg-3">
          {same.data === undefined
            ? null
            : `${plural(same.data.items.length, "event")}${same.data.nextCursor === null ? "" : " and more"}`}
        </span>
        <button
          type="button"
          className="ml-auto text-12 font-normal text-accent hover:underline"
          onClick={() => setQuery(only(q, fieldFilter("trace", trace)))}
        >
          Filter by it
        </button>
      </h3>
      {same.error === null ? (
        <Lines rows={same.data?.items} current={event.seq} centred onShow={onShow} />
      ) : (
        <Failed error={same.error} what="The trace" onRetry={() => void same.refetch()} />
      )}
    </section>
  );
}

/** The trace id of an event, if it has one. */
export function traceOf(event: Pick<EventRow, "attributes"> | undefined): string | null {
  const trace = event?.attributes["trace_id"];
  return trace === undefined || trace === "" ? null : String(trace);
}

function Lines({
  rows,
  current,
  centred,
  onShow,
}: {
  rows: readonly EventRow[] | undefined;
  current: number;
  centred: boolean;
  onShow: (seq: number) => void;
}) {
  const [zone] = useZone();
  const here = useRef<HTMLButtonElement>(null);
  const ready = rows !== undefined;
  useEffect(() => {
    if (centred && ready) here.current?.scrollIntoView({ block: "center" });
  }, [centred, ready, current]);
  if (rows === undefined) return <div role="status" aria-busy aria-label="Loading lines" className="h-[126px]" />;
  return (
    <ol className="font-mono text-12 leading-[18px]">
      {rows.map((row) => (
        <li key={row.seq}>
          <button
            ref={row.seq === current ? here : undefined}
            type="button"
            aria-current={row.seq === current}
            onClick={() => onShow(row.seq)}
            className={cn(
              "-mx-1.5 grid w-[calc(100%+12px)] grid-cols-[auto_auto_14px_minmax(0,1fr)] items-center gap-x-2 px-1.5 text-left hover:bg-hover",
              row.seq === current && "bg-accent-soft font-medium",
            )}
          >
            <span className="min-w-[5ch] text-right text-fg-3">{row.seq}</span>
            <span className="text-fg-2">
              <EventTime timeMs={row.timeMs} timestamp={row.timestamp} zone={zone} />
            </span>
            <Level level={row.level} short className={row.level === "fatal" ? "px-[2px]" : undefined} />
            <span className="truncate" title={row.service ?? undefined}>
              {row.message.split("\n", 1)[0]}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
