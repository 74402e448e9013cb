"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { useRowKeys } from "./use-row-keys.ts";

/**
 * A table of things, 32 px a row. `two` turns rows into two lines on a phone (the cell with class `first`, then the one
 * with `fill`, then numbers with their `data-unit`); `pad` gives it the page's side padding. Cells: `num` right-aligns, `fill` takes what is left,
 * `wide-only` is left out on a phone. With `keys`, `j` and `k` go through its rows.
 */
export function Table({
  two = false,
  pad = false,
  keys = false,
  className,
  ...props
}: ComponentProps<"table"> & { two?: boolean; pad?: boolean; keys?: boolean }) {
  useRowKeys(keys);
  return (
    <table
      data-keys={keys || undefined}
      className={cn("table", two && "table-two", pad && "table-pad", className)}
      {...props}
    />
  );
}

/** A head that sorts: a button in the cell, the arrow and `aria-sort` say how. */
export function SortHead({
  sorted,
  onSort,
  className,
  children,
  ...props
}: Omit<ComponentProps<"th">, "onClick"> & {
  sorted: "asc" | "desc" | null;
  onSort: () => void;
  children: ReactNode;
}) {
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
      className={className}
      {...props}
    >
      <button type="button" onClick={onSort} className="inline-flex items-center gap-0.5 font-medium hover:text-fg">
        {children}
        {sorted === null ? null : <Arrow aria-hidden className="size-3" />}
      </button>
    </th>
  );
}
