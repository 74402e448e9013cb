import { isDigit, isUpper, isWordChar } from "./chars.ts";
import type { Context, Reading } from "./reading.ts";

const MAX_CHARS = 400;

/**
 * A full date with its clock somewhere within a line that has no header: `fsck run at Wed Jul 25 23:01:18 2012`. It dates the event; it does not begin one.
 */
export function readInnerTime(text: string, reading: Reading, context: Context): boolean {
  const limit = Math.min(text.length, MAX_CHARS);
  for (let at = 0; at < limit; at += 1) {
    const c = text.charCodeAt(at);
    if (!isDigit(c) && !isUpper(c)) continue;
    if (context.timeAt(text, at) && context.stamp.month > 0 && context.stamp.year > 0) {
      context.setTime(reading);
      return reading.timestamp !== null;
    }
    if (isDigit(c) && isFramedMillis(text, at) && context.epochAt(text, at)) {
      context.setTime(reading);
      return reading.timestamp !== null;
    }
    while (at + 1 < limit && isWordChar(text.charCodeAt(at + 1))) at += 1;
  }
  return false;
}

/** Thirteen digits between pipes, as audit logs have them. Shorter and barer numbers are ids. */
function isFramedMillis(text: string, at: number): boolean {
  return /^\d{13} ?\|/.test(text.slice(at, at + 16)) && /\| ?$/.test(text.slice(Math.max(0, at - 2), at));
}
