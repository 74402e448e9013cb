"use client";

import { useCallback, useEffect, useState } from "react";
import type { EventFilter, EventRow } from "../_analysis/protocol.ts";
import type { RowSource } from "../_analysis/use-analysis.ts";

const PAGE = 200;

interface Loaded {
  filter: EventFilter;
  version: number;
  total: number;
  pages: ReadonlyMap<number, EventRow[]>;
}

/** Rows of a filtered list, fetched from the worker page by page. `version` changes when there are more of them. */
export function useRows(source: RowSource, filter: EventFilter, version: number) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const current = loaded !== null && loaded.filter === filter && loaded.version === version;
  const load = useCallback(
    async (page: number) => {
      const { rows, total } = await source.rows(filter, page * PAGE, PAGE);
      setLoaded((before) => {
        const same = before !== null && before.filter === filter && before.version === version;
        return { filter, version, total, pages: new Map([...(same ? before.pages : []), [page, rows] as const]) };
      });
    },
    [source, filter, version],
  );
  useEffect(() => {
    // The answer comes from the worker, later.
    // oxlint-disable-next-line react/set-state-in-effect
    void load(0);
  }, [load]);
  return {
    total: loaded?.total ?? 0,
    /** The row at an index; undefined until its page is here. */
    rowAt: (index: number): EventRow | undefined => loaded?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    /** Asks for the pages of these rows that are not here. */
    need: (from: number, to: number) => {
      if (!current) return;
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (!loaded.pages.has(page)) void load(page);
      }
    },
  };
}
