"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { parseEventQuery } from "#contracts/event-query.ts";
import { countEvents, getHistogram, listEvents, listFacets } from "#contracts/event.ts";
import type { TimeRange } from "#components/charts/brush.tsx";
import { LevelHistogram } from "#components/charts/level-histogram.tsx";
import { rangeOf, readable, withRange } from "#components/log/query-edit.ts";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { query } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { PHONE, useMedia } from "#lib/client/use-media.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { compareHref, useIngestion, useLive } from "../../_parts/ingestion-context.tsx";
import { EventPanel } from "./event-panel.tsx";
import { EventTable, type EventTableHandle } from "./event-table.tsx";
import { FacetList } from "./facet-list.tsx";
import { NoEvents } from "./no-events.tsx";
import { PanelFrame } from "./panel-frame.tsx";
import { QueryBar } from "./query-bar.tsx";
import { useEventsState } from "./use-events-state.ts";
import { useEventWindow } from "./use-event-window.ts";

/** All lines of an ingestion: asked for, counted, charted, read. */
export function EventsScreen() {
  const { params, ingestion } = useIngestion();
  const state = useEventsState();
  const { sort, direction, open } = state;
  const q = readable(state.q);
  const phone = useMedia(PHONE);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const data = useEventsData(q);
  const view = useMemo(() => ({ params, q, sort, direction }), [params, q, sort, direction]);
  const total = data.count.data?.count ?? (q === "" ? ingestion.events : 0);
  const window = useEventWindow(view, total, data.filtered.data);
  const table = useRef<EventTableHandle>(null);
  const input = useRef<HTMLInputElement>(null);

  const reveal = useCallback(
    async (seq: number, align: "center" | "auto") => {
      const index = window.indexOf(seq) ?? (await window.goTo(seq).catch(notifyError));
      if (typeof index === "number") table.current?.scrollTo(index, align);
    },
    [window],
  );
  useFirstReveal(state.marked?.from ?? open, !window.loading, reveal);
  useEventKeys({
    state,
    window,
    reveal,
    view,
    firstVisible: () => window.rowAt(table.current?.firstVisible() ?? 0)?.seq,
    focusQuery: () => input.current?.focus(),
  });

  const facets = <FacetList facets={data.facets.data?.items} query={state.q} onQuery={state.setQuery} />;
  const panel =
    open === null ? null : (
      <EventPanel seq={open} row={rowOf(window, open)} onShow={(seq) => (state.show(seq), void reveal(seq, "auto"))} />
    );
  return (
    <main id="main" data-fill-viewport className="flex min-h-0 flex-1 flex-col">
      <QueryBar
        inputRef={input}
        facets={data.facets.data?.items ?? []}
        count={data.count.data}
        onFilters={() => setFiltersOpen(true)}
      />
      <div className="relative flex min-h-0 flex-1">
        <aside
          aria-label="Facets"
          className="hidden w-(--w-facets) flex-none overflow-auto border-r border-line bg-canvas pt-2 pb-4 min-[981px]:block"
        >
          {facets}
        </aside>
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <RangeChart histogram={data.histogram.data} query={q} onQuery={state.setQuery} height={phone ? 44 : 72} />
          {window.error !== null && !window.loading ? (
            <Failed error={window.error} what="The events" onRetry={window.retry} className="px-3 md:px-4" />
          ) : window.count === 0 && !window.loading ? (
            <NoEvents query={q} onQuery={state.setQuery} />
          ) : (
            <EventTable
              ref={table}
              key={phone ? "phone" : "wide"}
              phone={phone}
              window={window}
              state={state}
              histogram={data.histogram.data}
              hits={textsOf(q)}
            />
          )}
        </div>
        {phone || panel === null ? null : <PanelFrame>{panel}</PanelFrame>}
      </div>
      {phone ? (
        <>
          <Sheet open={filtersOpen} onOpenChange={setFiltersOpen} title="Filters">
            {facets}
          </Sheet>
          <Sheet open={panel !== null} onOpenChange={(shown) => !shown && state.close()} title={`Line ${open ?? ""}`}>
            {panel}
          </Sheet>
        </>
      ) : null}
    </main>
  );
}

function useEventsData(q: string) {
  const { params } = useIngestion();
  const live = { ...useLive(), placeholderData: keepPreviousData };
  const rangeless = withRange(q, null);
  return {
    count: useQuery({ ...query(countEvents, { params, query: { q } }), ...live }),
    facets: useQuery({ ...query(listFacets, { params, query: { q } }), ...live }),
    /** Of the whole span, so that the brush stands in it. */
    histogram: useQuery({ ...query(getHistogram, { params, query: { q: rangeless, bins: 120 } }), ...live }),
    /** Of what matches: it tells where in time the n-th match is. */
    filtered: useQuery({ ...query(getHistogram, { params, query: { q, bins: 120 } }), ...live }),
  };
}

function RangeChart({
  histogram,
  query: q,
  onQuery,
  height,
}: {
  histogram: Parameters<typeof LevelHistogram>[0]["histogram"] | undefined;
  query: string;
  onQuery: (query: string) => void;
  height: number;
}) {
  const [zone] = useZone();
  if (histogram === undefined) {
    return (
      <div role="status" aria-busy aria-label="Loading the chart" className={chartFrame}>
        <div style={{ height: height + 19 }} />
      </div>
    );
  }
  const { startMs, bins, binMs } = histogram.axis;
  const range = rangeOf(q, { fromMs: startMs, untilMs: startMs + bins * binMs });
  return (
    <div className={chartFrame}>
      <LevelHistogram
        histogram={histogram}
        zone={zone}
        height={height}
        compact
        label="Events that match over time by level; drag to select a range"
        range={range}
        onRange={(brushed) => onQuery(withRange(q, brushed))}
      />
      {range === null || range.fromMs <= startMs ? null : <CompareWithBefore range={range} />}
    </div>
  );
}

const chartFrame = "relative border-b border-line px-3 pt-3.5 pb-0.5 md:px-4";

/** What is different in the range from all that came before it. */
function CompareWithBefore({ range }: { range: TimeRange }) {
  const { ingestion, projectHref } = useIngestion();
  const from = new Date(range.fromMs).toISOString();
  const until = new Date(range.untilMs).toISOString();
  const href = `${compareHref(projectHref, ingestion.id, ingestion.id)}&beforeUntil=${from}&afterFrom=${from}&afterUntil=${until}`;
  return (
    <Link href={href} className="absolute top-0 right-28 bg-surface text-12">
      Compare with the time before
    </Link>
  );
}

/** Scrolls to the line of the address, once. */
function useFirstReveal(
  seq: number | null,
  ready: boolean,
  reveal: (seq: number, align: "center") => Promise<void>,
): void {
  const done = useRef<number | null>(null);
  useEffect(() => {
    if (!ready || seq === null || done.current !== null) return;
    done.current = seq;
    void reveal(seq, "center");
  }, [ready, seq, reveal]);
}

function useEventKeys({
  state,
  window,
  reveal,
  view,
  firstVisible,
  focusQuery,
}: {
  state: ReturnType<typeof useEventsState>;
  window: ReturnType<typeof useEventWindow>;
  reveal: (seq: number, align: "center" | "auto") => Promise<void>;
  view: Parameters<typeof useEventWindow>[0];
  firstVisible: () => number | undefined;
  focusQuery: () => void;
}): void {
  const { open } = state;
  // After a line was closed, the keys go on from it.
  const last = useRef(open);
  useEffect(() => {
    last.current = open ?? last.current;
  }, [open]);
  const show = (seq: number | undefined) => {
    if (seq === undefined) return;
    state.show(seq);
    void reveal(seq, "auto");
  };
  const move = (by: 1 | -1) => {
    const at = last.current === null ? undefined : window.indexOf(last.current);
    if (at !== undefined) show(window.rowAt(at + by)?.seq);
    else if (open === null) show(firstVisible());
    else void reveal(open, "center");
  };
  const reopen = () => {
    if (open !== null) return;
    show(last.current !== null && window.indexOf(last.current) !== undefined ? last.current : firstVisible());
  };
  const nextError = async (forward: boolean) => {
    const direction = (view.direction === "asc") === forward ? "asc" : "desc";
    const q = `${view.q} level:error,fatal`.trim();
    const { items } = await call(listEvents, {
      params: view.params,
      query: { q, sort: view.sort, direction, limit: 2, ...(open === null ? {} : { from: open }) },
    });
    const found = items.find(({ seq }) => seq !== open);
    if (found === undefined) notify(forward ? "No further error below" : "No further error above");
    else show(found.seq);
  };
  const group = "Events";
  useShortcuts([
    { keys: "/", label: "Query", group, run: focusQuery },
    { keys: "j", label: "Next line", group, run: () => move(1) },
    { keys: "k", label: "Previous line", group, run: () => move(-1) },
    { keys: "e", label: "Next error", group, run: () => void nextError(true).catch(notifyError) },
    { keys: "E", label: "Previous error", group, run: () => void nextError(false).catch(notifyError) },
    { keys: "enter", label: "Open the line", group, run: reopen },
    { keys: "esc", label: "Close the line", group, run: state.close },
    { keys: "w", label: "Wrap lines", group, run: () => state.setWrap(!state.wrap) },
  ]);
}

function rowOf(window: ReturnType<typeof useEventWindow>, seq: number) {
  const index = window.indexOf(seq);
  return index === undefined ? undefined : window.rowAt(index);
}

/** Words that are searched for, to mark them. */
function textsOf(q: string): string[] {
  return parseEventQuery(q).terms.flatMap(({ field, excluded, values }) =>
    field === "text" && !excluded ? values : [],
  );
}
