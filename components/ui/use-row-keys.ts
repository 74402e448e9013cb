"use client";

import { useShortcuts } from "#lib/client/shortcuts.ts";

/** Rows that the keys walk through: those of every such table on the page, in order. */
const ROWS = "table[data-keys] tbody tr";

/** `j` and `k` go from row to row; the row's first link takes the focus, so that enter opens it. Nothing unless `bound`. */
export function useRowKeys(bound: boolean): void {
  useShortcuts(
    bound
      ? [
          { keys: "j", label: "Next row", group: "Lists", run: () => walk(1) },
          { keys: "k", label: "Previous row", group: "Lists", run: () => walk(-1) },
        ]
      : [],
  );
}

function walk(by: 1 | -1): void {
  const rows = Array.from(document.querySelectorAll(ROWS)).filter((row) => linkOf(row) !== null);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by];
  if (next === undefined) return;
  linkOf(next)?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const linkOf = (row: Element) => row.querySelector<HTMLAnchorElement>("a[href]");
