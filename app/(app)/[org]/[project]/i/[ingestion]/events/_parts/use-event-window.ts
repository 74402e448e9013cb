"use client";

import { useInfiniteQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { countEvents, listEvents, type EventRow } from "#contracts/event.ts";
import type { Histogram } from "#contracts/ingestion.ts";
import { call } from "#lib/client/call.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** A query with its order, in one ingestion. */
export interface EventView {
  params: { projectId: string; ingestionId: string };
  q: string;
  sort: "seq" | "time";
  direction: "asc" | "desc";
}

export interface EventWindow {
  /** Rows in all: those not loaded are drawn as placeholders, so that the scroll bar tells the truth. */
  count: number;
  rowAt: (index: number) => EventRow | undefined;
  indexOf: (seq: number) => number | undefined;
  /** Loads what is missing of a visible range: the neighbouring page, or the place itself when it is far. */
  show: (first: number, last: number) => void;
  /** Starts the window at a line; resolves to the index at which it stands. */
  goTo: (seq: number) => Promise<number | undefined>;
  loading: boolean;
  error: Error | null;
  retry: () => void;
}

const PAGE = 200;
/** Pages kept in memory: 6,000 rows around the place one looks at. */
const MAX_PAGES = 30;
/** A range further from the window than this is jumped to, not scrolled through. */
const NEAR = 2 * PAGE;

interface Page {
  rows: EventRow[];
  /** Of its first row among all that match. */
  index: number;
  atStart: boolean;
  nextCursor: string | null;
}
type PageParam = { at: "start" } | { at: "cursor"; cursor: string; index: number } | Before;
/** `dated`: the row has a time, and the view is sorted by it. */
interface Before {
  at: "before";
  seq: number;
  index: number;
  dated: boolean;
}

const FIRST_PAGE: PageParam = { at: "start" };

/** All events that match, as a list one can scroll anywhere in, of which only a window of pages is loaded. */
export function useEventWindow(view: EventView, total: number, histogram: Histogram | undefined): EventWindow {
  const client = useQueryClient();
  const viewKey = JSON.stringify(view);
  const [started, setStarted] = useState<{ viewKey: string; seq: number } | null>(null);
  const start = started?.viewKey === viewKey ? started.seq : null;
  const pages = useInfiniteQuery({
    queryKey: windowKey(view, start),
    initialPageParam: FIRST_PAGE,
    maxPages: MAX_PAGES,
    staleTime: 60_000,
    queryFn: ({ pageParam, signal }) => loadPage(view, start, pageParam, signal),
    getNextPageParam: ({ nextCursor, index, rows }): PageParam | null =>
      nextCursor === null ? null : { at: "cursor", cursor: nextCursor, index: index + rows.length },
    getPreviousPageParam: ({ atStart, rows, index }): PageParam | null =>
      atStart || rows[0] === undefined
        ? null
        : { at: "before", seq: rows[0].seq, index, dated: view.sort === "time" && rows[0].timeMs !== null },
  });
  const loaded = useMemo(() => settle(pages.data?.pages ?? []), [pages.data]);
  const first = loaded[0]?.index ?? 0;
  const end = endOf(loaded);
  const complete = loaded.length > 0 && !pages.hasNextPage;
  const jumping = useRef(false);

  const goTo = useCallback(
    async (seq: number) => {
      const data = await client.fetchInfiniteQuery({
        queryKey: windowKey(view, seq),
        initialPageParam: FIRST_PAGE,
        queryFn: ({ signal }) => loadPage(view, seq, { at: "start" }, signal),
      });
      setStarted({ viewKey, seq });
      return data.pages[0]?.index;
    },
    [client, view, viewKey],
  );

  const show = (from: number, last: number) => {
    if (pages.isFetching || jumping.current || loaded.length === 0) return;
    if ((last < first - NEAR || from > end + NEAR) && from < total) {
      jumping.current = true;
      void seqNear(client, view, from, { total, histogram, loaded })
        .then((seq) => (seq === null ? undefined : goTo(seq)))
        .finally(() => (jumping.current = false));
    } else if (from < first && pages.hasPreviousPage) void pages.fetchPreviousPage();
    else if (last >= end && pages.hasNextPage) void pages.fetchNextPage();
  };

  return {
    count: complete ? end : Math.max(total, end),
    rowAt: (index) => {
      const page = loaded.find(
        (candidate) => index >= candidate.index && index < candidate.index + candidate.rows.length,
      );
      return page?.rows[index - page.index];
    },
    indexOf: (seq) => {
      for (const page of loaded) {
        const at = page.rows.findIndex((row) => row.seq === seq);
        if (at !== -1) return page.index + at;
      }
      return undefined;
    },
    show,
    goTo,
    loading: pages.isPending,
    error: pages.error,
    retry: () => void pages.refetch(),
  };
}

function windowKey({ params, q, sort, direction }: EventView, start: number | null) {
  return [...keyOf(listEvents, { params, query: { q, sort, direction } }), "window", start];
}

async function loadPage(view: EventView, start: number | null, param: PageParam, signal: AbortSignal): Promise<Page> {
  const { params, ...rest } = view;
  const list = (more: object) => call(listEvents, { params, query: { ...rest, limit: PAGE, ...more } }, { signal });
  if (param.at === "cursor") {
    const { items, nextCursor } = await list({ cursor: param.cursor });
    return { rows: items, index: param.index, atStart: false, nextCursor };
  }
  if (param.at === "before") return loadBefore(view, param, list);
  if (start === null) {
    const { items, nextCursor } = await list({});
    return { rows: items, index: 0, atStart: true, nextCursor };
  }
  const { items, nextCursor } = await list({ from: start });
  const index = await countBefore(view, items[0], signal);
  return { rows: items, index, atStart: index === 0, nextCursor };
}

type List = (more: object) => Promise<{ items: EventRow[]; nextCursor: string | null }>;

/** The page above a row: asked for backwards, then turned. Events without a time stand last, whichever way one reads. */
async function loadBefore(view: EventView, { seq, index, dated }: Before, list: List): Promise<Page> {
  const direction = view.direction === "asc" ? "desc" : "asc";
  const { items, nextCursor } = await list({ direction, from: seq, limit: PAGE + 1 });
  const above = items.filter((row) => row.seq !== seq && (!dated || row.timeMs !== null));
  let ended = nextCursor === null || above.length < items.length - 1;
  if (view.sort === "time" && !dated && ended) {
    const last = await list({ direction });
    above.push(...last.items.filter((row) => row.timeMs !== null));
    ended = last.nextCursor === null;
  }
  const rows = above.toReversed();
  return { rows, index: index - rows.length, atStart: ended, nextCursor: null };
}

/** How many matches stand before a row in the view's order. By time, equal times are counted as behind it. */
async function countBefore(view: EventView, row: EventRow | undefined, signal: AbortSignal): Promise<number> {
  if (row === undefined) return 0;
  const bound =
    view.sort === "seq" || row.timeMs === null
      ? view.direction === "asc"
        ? `seq:1..${row.seq - 1}`
        : `seq:${row.seq + 1}..9999999999`
      : `${view.direction === "asc" ? "until" : "since"}:${new Date(row.timeMs + (view.direction === "asc" ? -1 : 1)).toISOString()}`;
  if (bound === "seq:1..0") return 0;
  const q = `${view.q} ${bound}`.trim();
  return (await call(countEvents, { params: view.params, query: { q } }, { signal })).count;
}

interface Known {
  total: number;
  histogram: Histogram | undefined;
  loaded: readonly Page[];
}

/** A line that stands about at `index`: by the histogram when sorted by time, else between the lines that are known. */
async function seqNear(client: QueryClient, view: EventView, index: number, known: Known): Promise<number | null> {
  if (view.sort === "time" && known.histogram !== undefined) {
    const ms = timeAt(known.histogram, view.direction === "asc" ? index : known.total - index);
    const bound = view.direction === "asc" ? "since" : "until";
    const q = `${view.q} ${bound}:${new Date(ms).toISOString()}`.trim();
    const { params, sort, direction } = view;
    const { items } = await client.fetchQuery(query(listEvents, { params, query: { q, sort, direction, limit: 1 } }));
    return items[0]?.seq ?? null;
  }
  const rows = known.loaded.flatMap(({ rows: [head], index: at }) =>
    head === undefined ? [] : [{ index: at, seq: head.seq }],
  );
  const last = known.loaded.at(-1);
  const tail = last?.rows.at(-1);
  if (last !== undefined && tail !== undefined) rows.push({ index: last.index + last.rows.length - 1, seq: tail.seq });
  const below = rows.findLast((row) => row.index <= index) ?? { index: 0, seq: 1 };
  const above = rows.find((row) => row.index > index) ?? {
    index: known.total,
    seq: below.seq + (known.total - below.index),
  };
  const share = (index - below.index) / Math.max(1, above.index - below.index);
  const seq = Math.round(below.seq + share * (above.seq - below.seq));
  return Math.max(1, view.direction === "asc" ? seq : Math.abs(seq));
}

/** The time by which `index` matches have happened. */
function timeAt({ axis, levels }: Histogram, index: number): number {
  const perBin = new Map<number, number>();
  for (const bins of Object.values(levels))
    for (const [bin, count] of bins ?? []) perBin.set(bin, (perBin.get(bin) ?? 0) + count);
  let seen = 0;
  for (const bin of [...perBin.keys()].toSorted((a, b) => a - b)) {
    const count = perBin.get(bin) ?? 0;
    if (seen + count > index) return axis.startMs + (bin + (index - seen) / count) * axis.binMs;
    seen += count;
  }
  return axis.startMs + axis.bins * axis.binMs;
}

/** Where counting before a row was not exact (equal times), the first page of all ends up at index 0 again. */
function settle(pages: readonly Page[]): Page[] {
  const [head] = pages;
  if (head === undefined) return [];
  const shift = head.atStart ? head.index : Math.min(0, head.index);
  return shift === 0 ? [...pages] : pages.map((page) => ({ ...page, index: page.index - shift }));
}

function endOf(pages: readonly Page[]): number {
  const last = pages.at(-1);
  return last === undefined ? 0 : last.index + last.rows.length;
}
