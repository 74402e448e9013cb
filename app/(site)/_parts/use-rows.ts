"use client";

import { useCallback, useEffect, useState } from "react";
import type { EventFilter, EventRow } from "../_analysis/protocol.ts";
import type { RowSource } from "../_analysis/use-analysis.ts";

const PAGE = 200;

interface Loaded {
  key: string;
  total: number;
  pages: ReadonlyMap<number, EventRow[]>;
}

/** Rows of a filtered list, fetched from the worker page by page. `version` changes when there are more of them. */
export function useRows(source: RowSource, filter: EventFilter, version: number) {
  const key = `${version} ${JSON.stringify(filter)}`;
  const [loaded, setLoaded] = useState<Loaded>({ key: "", total: 0, pages: new Map() });
  const load = useCallback(
    async (page: number) => {
      const { rows, total } = await source.rows(filter, page * PAGE, PAGE);
      setLoaded((before) => ({
        key,
        total,
        pages: new Map([...(before.key === key ? before.pages : []), [page, rows] as const]),
      }));
    },
    // The key stands for the filter.
    [source, key],
  );
  useEffect(() => {
    void load(0);
  }, [load]);
  const current = loaded.key === key;
  return {
    total: loaded.total,
    /** The row at an index; asks for its page when it is not here. */
    rowAt: (index: number): EventRow | undefined => loaded.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    need: (from: number, to: number) => {
      if (!current) return;
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (!loaded.pages.has(page)) void load(page);
      }
    },
  };
}
