import type { Format } from "../format.ts";
import { STRENGTH, type Context, type Reading } from "../reading.ts";
import { hasOpenCell, splitCells } from "./cells.ts";
import { readObject } from "./json.ts";
import { attributeName, roleOf } from "./roles.ts";

/** How a source with a row of column names is read: what stands between cells, and a key a column. */
export interface Table {
  mark: string;
  /** The row of names as it stands in the source. */
  head: string;
  keys: string[];
}

/** CSV, TSV and their kin with a row of names: exports of log services, tables of tools. */
export const table: Format = {
  id: "table",
  title: "Table with column names",
  family: "Structured",
  description:
    "Comma, tab, semicolon or pipe separated, quoted as RFC 4180 says, also over several lines. The first row names the columns; time, level, message and service are found by those names.",
  singleLine: true,
  examples: [
    {
      above: "Date,Host,Level,Message",
      line: '2024-05-02T10:15:03Z,n1,error,"no stock, ""A-17"""',
      expect: {
        timestamp: "2024-05-02T10:15:03Z",
        level: "error",
        message: 'no stock, "A-17"',
        attributes: { "host.name": "n1" },
      },
    },
  ],
  read(text, reading, context) {
    const layout = context.memory.table;
    if (layout === null) return false;
    if (text === layout.head) {
      reading.message = text;
      reading.format = "table";
      reading.strength = STRENGTH.full;
      return true;
    }
    return readRow(text, layout, reading, context);
  },
};

function readRow(text: string, { mark, keys }: Table, reading: Reading, context: Context): boolean {
  const cells = splitCells(text, mark, keys.length + 1);
  if (cells.length !== keys.length) return false;
  const object: Record<string, string> = {};
  for (const [index, key] of keys.entries()) object[key] = (cells[index] ?? "").trim();
  const { date, time } = object;
  if (date !== undefined && time !== undefined) object["timestamp"] = `${date} ${time}`;
  if (!readObject(object, text, reading, context) || reading.timestamp === null) return false;
  reading.format = "table";
  reading.strength = STRENGTH.full;
  return true;
}

const MARKS = [",", "\t", ";", "|"];

/** The table that `texts` begin with, or null: a row of names, one of them a time's, and rows of as many cells that have one. */
export function tableOf(texts: readonly string[], context: Context, reading: Reading): Table | null {
  const [head = ""] = texts;
  for (const mark of MARKS) {
    const names = splitCells(head, mark, 200);
    if (names.length < 2 || !names.every(isColumnName) || new Set(names).size < names.length) continue;
    const layout: Table = { mark, head, keys: names.map(keyOf) };
    if (
      !layout.keys.some((key) => key === "message" || roleOf(key)?.role === "message" || roleOf(key)?.role === "level")
    )
      continue;
    const rows = recordsOf(texts.slice(1, 50), mark);
    const read = rows.filter((row) => readRow(row, layout, reading, context)).length;
    if (read > 0 && read >= 0.8 * (rows.length - 1)) return layout;
  }
  return null;
}

const isColumnName = (name: string): boolean => /^[\p{L}_@#][\p{L}\d_@ .:()[\]/#-]{0,60}$/u.test(name.trim());

/** `TimeGenerated [UTC]`, `Event ID`, `SyslogMessage`, `_raw`: the key that says what a column of that name holds. */
function keyOf(name: string): string {
  const bare = name.trim().replace(/\s*[[(].*$/, "");
  const known = [bare, bare.replaceAll(" ", ""), bare.replaceAll(" ", "_").toLowerCase(), bare.toLowerCase()];
  const found = known.find((key) => roleOf(key) !== undefined);
  if (found !== undefined) return found === "Time" || found === "Date" ? found.toLowerCase() : found;
  for (const [shape, key] of SHAPES) if (shape.test(bare)) return key;
  const folded = bare.toLowerCase();
  return attributeName(folded) === folded ? bare : folded;
}

const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^(?:_raw|details?|line|content)$|message$|text$/i, "message"],
  [/level|severity/i, "level"],
  [/time|date|stamp/i, "timestamp"],
];

function recordsOf(texts: readonly string[], mark: string): string[] {
  const records: string[] = [];
  let open: string | null = null;
  for (const text of texts) {
    const whole: string = open === null ? text : `${open}\n${text}`;
    if (hasOpenCell(whole, mark)) open = whole;
    else {
      records.push(whole);
      open = null;
    }
  }
  return records;
}
