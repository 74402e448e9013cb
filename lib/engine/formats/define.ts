import type { Format } from "./format.ts";
import { resetReading, type Context, type Reading } from "./reading.ts";
import { compileTemplate } from "./template.ts";

type Definition = Omit<Format, "read"> & {
  /** Header templates, tried in order; see `compileTemplate`. */
  templates: readonly string[];
  /** Refuses or completes what a template matched. */
  check?: (reading: Reading, text: string, context: Context) => boolean;
};

/** A format that is all data. */
export function defineFormat({ templates, check, ...format }: Definition): Format {
  const matchers = templates.map(compileTemplate);
  return {
    ...format,
    read(text, reading, context) {
      for (const match of matchers) {
        if (match(text, reading, context) && (check === undefined || check(reading, text, context))) {
          reading.format = format.id;
          return true;
        }
        if (isTouched(reading)) resetReading(reading);
      }
      return false;
    },
  };
}

/** Most templates fail before they have read a field. */
function isTouched(reading: Reading): boolean {
  return (
    reading.attributes !== null ||
    reading.service !== null ||
    reading.level !== null ||
    reading.timestamp !== null ||
    reading.clockOnly ||
    reading.message !== ""
  );
}
