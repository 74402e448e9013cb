import { readHeader } from "./header/header.ts";
import type { Format } from "./format.ts";
import { readInnerTime } from "./inner-time.ts";
import { REGISTRY } from "./registry.ts";
import { record } from "./structured/record.ts";
import { table } from "./structured/table.ts";
import { readInner } from "./structured/inner.ts";
import { headerShape, plainShape } from "./shape.ts";
import { isDigit } from "./chars.ts";
import { createReading, resetReading, STRENGTH, type Context, type Reading } from "./reading.ts";

/** Reads lines: the format that worked last first, then every described one, then the header scanner. */
export interface Recogniser {
  /** Fills `reading`; false when the line has no header that anything knows. */
  read(text: string, reading: Reading): boolean;
  /** For a line without a header that begins an event: dates it by a time within its text. */
  readPlain(text: string, reading: Reading): void;
}

/** `===== Dump at … =====` heads the lines under it. */
const BANNER = /^(?:={4,}|-{4,}|\*{4,}|#{4,})/;

const GLOG = /^[IWEF]\d{4} /;
const MAX_SHAPES = 4096;

export function createRecogniser(context: Context): Recogniser {
  let last: Format | null = null;
  // shapes of lines that every described format has refused: others like them are not tried on all of them again
  const headerShapes = new Set<number>();
  const plainShapes = new Set<number>();
  const byFirst = new Map<string, readonly Format[]>();
  const candidates = (first: string): readonly Format[] => {
    let list = byFirst.get(first);
    if (list === undefined) {
      list = REGISTRY.filter((format) => format.first === undefined || format.first.includes(first));
      if (byFirst.size < 512) byFirst.set(first, list);
    }
    return list;
  };
  // What a shipper carries in a field may be a line with a header of its own.
  const readCarried = (reading: Reading, whole: string): void => {
    const { message } = reading;
    const c = message.charCodeAt(0);
    // journald, shippers and exports carry objects as text; a message that is the line itself was read already
    if (c === 123) {
      if (message !== whole) readInner(reading);
      return;
    }
    if (reading.level !== null || !(isDigit(c) || c === 91 || GLOG.test(message.slice(0, 6)))) return;
    const end = message.indexOf("\n");
    const text = end < 0 ? message : message.slice(0, end);
    const inner = createReading();
    const known = candidates(text.charAt(0)).some((format) => {
      resetReading(inner);
      return format.read(text, inner, context);
    });
    if (!known) {
      resetReading(inner);
      if (!readHeader(text, inner, context)) return;
    }
    if (inner.strength !== STRENGTH.full || inner.level === null) return;
    reading.level = inner.level;
    reading.levelInferred = inner.levelInferred;
    reading.service ??= inner.service;
    reading.message = inner.message + (end < 0 ? "" : message.slice(end));
    reading.attributes = { ...inner.attributes, ...reading.attributes };
  };
  const isCarrier = (format: Format): boolean =>
    format.id === "json" || format.id === "table" || format.id === "record";
  const accept = (format: Format, reading: Reading, text: string): true => {
    if (isCarrier(format)) readCarried(reading, text);
    return true;
  };

  return {
    read(text, reading) {
      resetReading(reading);
      if (text === "") return false;
      if (last !== null && last.read(text, reading, context)) return accept(last, reading, text);
      if (last === null && headerShapes.size > 0 && readHeader(text, reading, context)) {
        reading.format = "header";
        if (headerShapes.has(headerShape(text, reading.message))) return true;
      }
      resetReading(reading);
      const recorded = context.memory.table !== null ? table : context.memory.record !== null ? record : null;
      if (recorded !== null && recorded !== last) {
        if (recorded.read(text, reading, context)) {
          last = recorded;
          return accept(recorded, reading, text);
        }
        resetReading(reading);
      }
      const shape = plainShape(text);
      // columns that were named above may make of a plain line a row
      if (plainShapes.has(shape) && context.memory.columns === null) {
        reading.message = text;
        return false;
      }
      for (const format of candidates(text.charAt(0))) {
        if (format === last) continue;
        resetReading(reading);
        if (format.read(text, reading, context)) {
          last = format;
          return accept(format, reading, text);
        }
      }
      resetReading(reading);
      if (readHeader(text, reading, context)) {
        reading.format = "header";
        last = null;
        if (headerShapes.size < MAX_SHAPES) headerShapes.add(headerShape(text, reading.message));
        return true;
      }
      resetReading(reading);
      reading.message = text;
      if (BANNER.test(text.slice(0, 8)) && readInnerTime(text, reading, context)) {
        reading.format = "header";
        reading.strength = STRENGTH.weak;
        return true;
      }
      if (plainShapes.size < MAX_SHAPES) plainShapes.add(shape);
      return false;
    },
    readPlain(text, reading) {
      readInnerTime(text, reading, context);
    },
  };
}
