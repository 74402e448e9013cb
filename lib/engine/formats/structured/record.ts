import type { Format } from "../format.ts";
import { levelOf } from "../level.ts";
import { createReading, STRENGTH, type Context } from "../reading.ts";
import { readObject } from "./json.ts";
import { roleOf } from "./roles.ts";

/** Blocks of named values, a line each: where the key in `first` comes again, the next one begins. */
export interface RecordLayout {
  first: string;
  /** What stands between key and value. */
  mark: "=" | ":";
}

/** `journalctl -o export`, Windows events as text, apt's history: blocks of `key: value` or `KEY=value` lines. */
export const record: Format = {
  id: "record",
  title: "Blocks of named values",
  family: "Structured",
  description:
    "A `key: value` or `KEY=value` a line, and a block an event: `journalctl -o export`, Windows events as text, apt's history.",
  singleLine: true,
  examples: [
    {
      line: "Log Name:  Application\nSource:  Shop\nDate:  5/2/2024 10:15:03 AM\nLevel:  Error\nDescription:\nthe till is closed",
      expect: { timestamp: "2024-05-02T10:15:03", level: "error", message: "the till is closed" },
    },
  ],
  read(text, reading, context) {
    const layout = context.memory.record;
    if (layout === null || keyOf(text, layout.mark) !== layout.first) return false;
    const object = parseRecord(text, layout.mark);
    if (!readObject(object, text, reading, context)) return false;
    reading.format = "record";
    reading.strength = STRENGTH.full;
    return true;
  },
};

/** The key that a line begins with, or null. */
export function keyOf(text: string, mark: RecordLayout["mark"]): string | null {
  return (mark === "=" ? ASSIGNED : NAMED).exec(text.slice(0, 64))?.[1] ?? null;
}

const ASSIGNED = /^([A-Za-z_][\w.-]{1,48})=/;
const NAMED = /^([A-Za-z_][\w -]{1,40}?) *:(?=\s|$)/;

/** Values by key. A message alone on its line has its text under it; other lines go on the value above them. */
function parseRecord(text: string, mark: RecordLayout["mark"]): Record<string, string> {
  const object: Record<string, string> = {};
  let last = "";
  let open = false;
  for (const line of text.split("\n")) {
    const key: string | null = open ? null : keyOf(line, mark);
    if (key === null || Object.hasOwn(object, key)) {
      if (last !== "") object[last] = `${object[last] ?? ""}${object[last] === "" ? "" : "\n"}${line.trim()}`;
      continue;
    }
    last = key;
    object[key] = line.slice(line.indexOf(mark, key.length) + 1).trim();
    open = object[key] === "" && roleOf(key)?.role === "message";
  }
  return object;
}

const MIN_KEYS = 3;

/** The blocks that `texts` are made of, or null. `whole`: there is no more than these lines. */
export function recordOf(texts: readonly string[], whole: boolean, context: Context): RecordLayout | null {
  for (const mark of ["=", ":"] as const) {
    const first = keyOf(texts[0] ?? "", mark);
    if (first === null || levelOf(first) !== null) continue;
    // logfmt writes its pairs side by side
    if (mark === "=" && texts.filter((text) => / [\w.-]{1,40}=/.test(text.slice(0, 400))).length > 0.5 * texts.length)
      continue;
    const keys = texts.map((text) => keyOf(text, mark));
    const starts = keys.flatMap((key, index) => (key === first ? [index] : []));
    if (starts.length < 2 && !whole) continue;
    const block = texts.slice(0, starts[1] ?? texts.length);
    const named = new Set(keys.slice(0, block.length).filter((key) => key !== null));
    if (named.size < MIN_KEYS || keys.filter((key) => key !== null).length < 0.6 * texts.length) continue;
    const reading = createReading();
    const object = parseRecord(block.join("\n"), mark);
    if (readObject(object, "", reading, context) && reading.timestamp !== null) return { first, mark };
  }
  return null;
}
