import type { AttributeValue } from "../events/event.ts";
import type { Level } from "../vocabulary.ts";
import { clockText, type Resolver } from "./time/resolve.ts";
import { scanEpoch } from "./time/epoch.ts";
import { scanTime, type DateOrder } from "./time/scan.ts";
import type { RecordLayout } from "./structured/record.ts";
import type { Table } from "./structured/table.ts";
import { createStamp, hasDate, type Stamp } from "./time/stamp.ts";

/** How surely a line begins an event: nothing, a level or an inner time, a clock, a whole header. */
export const STRENGTH = { none: 0, weak: 1, clock: 2, full: 3 } as const;
export type Strength = (typeof STRENGTH)[keyof typeof STRENGTH];

/** What a format read of one line. One scratch object a reader; `reset` before each line. */
export interface Reading {
  format: string;
  strength: Strength;
  timestamp: string | null;
  timeMs: number | null;
  yearInferred: boolean;
  zoneUnknown: boolean;
  clockOnly: boolean;
  level: Level | null;
  levelInferred: boolean;
  service: string | null;
  message: string;
  attributes: Record<string, AttributeValue> | null;
}

export function createReading(): Reading {
  return {
    format: "text",
    strength: STRENGTH.none,
    timestamp: null,
    timeMs: null,
    yearInferred: false,
    zoneUnknown: false,
    clockOnly: false,
    level: null,
    levelInferred: false,
    service: null,
    message: "",
    attributes: null,
  };
}

export function resetReading(reading: Reading): void {
  reading.format = "text";
  reading.strength = STRENGTH.none;
  reading.timestamp = null;
  reading.timeMs = null;
  reading.yearInferred = false;
  reading.zoneUnknown = false;
  reading.clockOnly = false;
  reading.level = null;
  reading.levelInferred = false;
  reading.service = null;
  reading.message = "";
  reading.attributes = null;
}

/** Attributes kept of one event, and characters kept of one value. */
export const MAX_ATTRIBUTES = 64;
export const MAX_VALUE_CHARS = 1000;

export function setAttribute(reading: Reading, name: string, value: AttributeValue): void {
  if (value === "" || value === "-") return;
  reading.attributes ??= {};
  reading.attributes[name] =
    typeof value === "string" && value.length > MAX_VALUE_CHARS ? value.slice(0, MAX_VALUE_CHARS) : value;
}

/** What formats need beside the line: the source's habits, and the scanners with their scratch. */
export interface Context {
  readonly order: DateOrder;
  readonly stamp: Stamp;
  /** What earlier lines of the source said about later ones. */
  readonly memory: { columns: readonly string[] | null; table: Table | null; record: RecordLayout | null };
  /** Scans a time at `pos` into `stamp`. Remembers its last answer, as many formats ask for the same place. */
  timeAt(text: string, pos: number): boolean;
  epochAt(text: string, pos: number): boolean;
  /** Writes `stamp` into the reading. */
  setTime(reading: Reading): void;
}

export function createContext(order: DateOrder, resolve: Resolver): Context {
  const stamp = createStamp();
  let lastText = "";
  let lastPos = -1;
  let lastAnswer = false;
  return {
    order,
    stamp,
    memory: { columns: null, table: null, record: null },
    timeAt(text, pos) {
      if (pos === lastPos && text === lastText) return lastAnswer;
      lastText = text;
      lastPos = pos;
      lastAnswer = scanTime(text, pos, stamp, order);
      return lastAnswer;
    },
    epochAt(text, pos) {
      lastPos = -1;
      return scanEpoch(text, pos, stamp);
    },
    setTime(reading) {
      if (!hasDate(stamp)) {
        reading.clockOnly = true;
        setAttribute(reading, "log.clock", clockText(stamp));
        return;
      }
      const resolved = resolve(stamp);
      if (resolved === null) return;
      reading.timestamp = resolved.timestamp;
      reading.timeMs = resolved.timeMs;
      reading.yearInferred = resolved.yearInferred;
      reading.zoneUnknown = resolved.zoneUnknown;
    },
  };
}
