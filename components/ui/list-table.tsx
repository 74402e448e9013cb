"use client";

import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { Failed } from "./failed.tsx";
import { Skeleton } from "./skeleton.tsx";
import { Table } from "./table.tsx";

export interface Column<T> {
  head: string;
  /** The head is for screen readers only. */
  quiet?: boolean;
  /** `first` leads the row on a phone, `fill` takes what is left, `num` stands at the right, `wide` is left out on a phone. */
  kind?: "first" | "fill" | "num" | "wide";
  className?: string;
  /** Follows the number on a phone, where there are no heads. */
  unit?: (row: T) => string;
  cell: (row: T) => ReactNode;
}

/** What a list needs of its query; a plain one has no further pages. */
interface Loading {
  error: Error | null;
  refetch: () => unknown;
  hasNextPage?: boolean;
  isFetchingNextPage?: boolean;
  fetchNextPage?: () => unknown;
}

interface ListTableProps<T> {
  /** `The members`: begins the sentence when they cannot be loaded. */
  what: string;
  /** Undefined until the first answer. */
  rows: readonly T[] | undefined;
  query: Loading;
  columns: readonly Column<T>[];
  /** Shown instead of an empty table. */
  empty?: ReactNode;
  /** On the button for the next page. */
  more?: string;
  rowClassName?: (row: T) => string | undefined;
  className?: string;
}

const CELLS = { first: "first", fill: "fill", num: "num", wide: "wide-only" } as const;
const HEADS = { first: undefined, fill: undefined, num: "num", wide: "wide-only" } as const;

/** A list of things in all its states: on its way, failed with another try, empty, and rows with the next page. */
export function ListTable<T extends { id: string }>({
  what,
  rows,
  query,
  columns,
  empty,
  more = "More",
  rowClassName,
  className,
}: ListTableProps<T>) {
  if (rows === undefined) {
    return query.error === null ? (
      <ListSkeleton label={what} />
    ) : (
      <Failed error={query.error} what={what} onRetry={() => void query.refetch()} />
    );
  }
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <>
      <Table two keys className={className}>
        <thead className={columns.every(({ quiet }) => quiet) ? "sr-only" : undefined}>
          <tr>
            {columns.map(({ head, quiet, kind }) => (
              <th key={head} scope="col" className={kind && HEADS[kind]}>
                {quiet ? <span className="sr-only">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={rowClassName?.(row)}>
              {columns.map(({ head, kind, className: own, unit, cell }) => (
                <td key={head} className={cn(kind && CELLS[kind], own)} data-unit={unit?.(row)}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {query.hasNextPage ? (
        <Button
          variant="ghost"
          className="mt-2"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage?.()}
        >
          {query.isFetchingNextPage ? "Loading…" : more}
        </Button>
      ) : null}
    </>
  );
}

function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-busy aria-label={`Loading ${label.charAt(0).toLowerCase()}${label.slice(1)}`}>
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex h-(--h-row) items-center gap-6">
          <Skeleton className="w-2/5" />
          <Skeleton className="w-20" />
          <Skeleton className="w-24 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
