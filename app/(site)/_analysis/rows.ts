import type { EventFilter, EventRow } from "./protocol.ts";

/** Answers list requests from the rows kept; the last filter's hits are remembered, so that paging does not search again. */
export function createRowFinder(rows: readonly EventRow[]) {
  let last: { key: string; length: number; hits: number[] | null } | null = null;

  /** Indexes of the rows that pass; null when all do. */
  const hitsOf = (filter: EventFilter): number[] | null => {
    if (filter.level === null && filter.group.length === 0 && filter.text === "") return null;
    const key = JSON.stringify(filter);
    if (last?.key === key && last.length === rows.length) return last.hits;
    const group = new Set(filter.group);
    const text = filter.text.toLowerCase();
    const hits: number[] = [];
    rows.forEach((row, index) => {
      if (filter.level !== null && (row.level ?? "unknown") !== filter.level) return;
      if (group.size > 0 && !group.has(row.fingerprint)) return;
      if (text !== "" && !row.message.toLowerCase().includes(text)) return;
      hits.push(index);
    });
    last = { key, length: rows.length, hits };
    return hits;
  };

  return {
    page(filter: EventFilter, offset: number, limit: number): { rows: EventRow[]; total: number } {
      const hits = hitsOf(filter);
      if (hits === null) return { rows: rows.slice(offset, offset + limit), total: rows.length };
      const page = hits.slice(offset, offset + limit).flatMap((index) => rows[index] ?? []);
      return { rows: page, total: hits.length };
    },
    /** Where a seq stands in the filtered list, or would stand. Rows are in order of seq. */
    placeOf(filter: EventFilter, seq: number): number {
      const hits = hitsOf(filter);
      const length = hits?.length ?? rows.length;
      let [low, high] = [0, length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const row = rows[hits === null ? middle : (hits[middle] ?? 0)];
        if ((row?.seq ?? 0) < seq) low = middle + 1;
        else high = middle;
      }
      return Math.min(low, Math.max(0, length - 1));
    },
  };
}
