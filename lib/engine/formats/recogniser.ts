import { readHeader } from "./header/header.ts";
import type { Format } from "./format.ts";
import { REGISTRY } from "./registry.ts";
import { resetReading, type Context, type Reading } from "./reading.ts";

/** Reads lines: the format that worked last first, then every described one, then the header scanner. */
export interface Recogniser {
  /** Fills `reading`; false when the line has no header that anything knows. */
  read(text: string, reading: Reading): boolean;
}

export function createRecogniser(context: Context): Recogniser {
  let last: Format | null = null;
  const byFirst = new Map<string, readonly Format[]>();
  const candidates = (first: string): readonly Format[] => {
    let list = byFirst.get(first);
    if (list === undefined) {
      list = REGISTRY.filter((format) => format.first === undefined || format.first.includes(first));
      if (byFirst.size < 512) byFirst.set(first, list);
    }
    return list;
  };
  return {
    read(text, reading) {
      resetReading(reading);
      if (text === "") return false;
      if (last !== null && last.read(text, reading, context)) return true;
      for (const format of candidates(text.charAt(0))) {
        if (format === last) continue;
        resetReading(reading);
        if (format.read(text, reading, context)) {
          last = format;
          return true;
        }
      }
      resetReading(reading);
      if (readHeader(text, reading, context)) {
        reading.format = "header";
        return true;
      }
      resetReading(reading);
      reading.message = text;
      return false;
    },
  };
}
