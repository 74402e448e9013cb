import { createElementSplitter } from "../lines/elements.ts";
import { joinRecords, type RecordRule } from "../lines/records.ts";
import { createSplitter, type Encoding, type Splitter } from "../lines/splitter.ts";
import { hasOpenCell } from "../formats/structured/cells.ts";
import { keyOf, type RecordLayout } from "../formats/structured/record.ts";
import type { Table } from "../formats/structured/table.ts";

/** What a source's profile keeps beside its formats; see `SourceProfile.layout`. */
export interface Layout {
  /** Lines are prefixed `web-1  | `. */
  compose: boolean;
  /** Lines are prefixed `[pod container] ` or `pod container `, as kubetail and stern do. */
  pods: boolean;
  /** Lines are prefixed with job, step and time between tabs, as `gh run view --log` prints them. */
  actions: boolean;
  /** Every line has a time to the microsecond or finer in front of what a program wrote, as `kubectl logs --timestamps` puts it. */
  stamped: boolean;
  /** Brackets around each element when the source is one JSON array; 0 when it is none. */
  array: number;
  /** The source is a table with a row of column names. */
  table: Table | null;
  /** The source is made of blocks of named values. */
  record: RecordLayout | null;
}

export const PLAIN: Layout = {
  compose: false,
  pods: false,
  actions: false,
  stamped: false,
  array: 0,
  table: null,
  record: null,
};

/** Reads a stored layout; a missing or foreign one is the plain one. */
export function layoutOf(stored: unknown): Layout {
  const layout = typeof stored === "object" && stored !== null ? (stored as Partial<Layout>) : PLAIN;
  const { array, table, record } = layout;
  return {
    compose: layout.compose === true,
    pods: layout.pods === true,
    actions: layout.actions === true,
    stamped: layout.stamped === true,
    array: array === 1 || array === 2 ? array : 0,
    table: isTable(table) ? table : null,
    record: isRecord(record) ? record : null,
  };
}

const isTable = (table: Layout["table"] | undefined): table is Table =>
  typeof table?.mark === "string" && typeof table.head === "string" && Array.isArray(table.keys);

const isRecord = (record: Layout["record"] | undefined): record is RecordLayout =>
  typeof record?.first === "string" && (record.mark === "=" || record.mark === ":");

/** Cuts a source as its layout asks for. */
export function createLineSource(encoding: Encoding, { array, table, record }: Layout): Splitter {
  if (array > 0) return createElementSplitter(encoding, array);
  const lines = createSplitter(encoding);
  if (table !== null) return joinRecords(lines, rowRule(table.mark));
  if (record !== null)
    return joinRecords(lines, { begins: (text) => keyOf(text, record.mark) === record.first, reset: () => undefined });
  return lines;
}

/** A row goes on while one of its cells is open. */
function rowRule(mark: string): RecordRule {
  let open = false;
  return {
    begins(text) {
      const begins = !open;
      open = hasOpenCell(text, mark, open);
      return begins;
    },
    reset() {
      open = false;
    },
  };
}
