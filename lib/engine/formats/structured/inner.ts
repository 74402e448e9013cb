import type { Reading } from "../reading.ts";
import { readInnerRequest } from "./http.ts";
import { parseObject, readFields, readInnerObject } from "./json.ts";
import { parsePairs, readPairs } from "./logfmt.ts";

/**
 * What a program wrote in a structured way behind another's header: `Jun  3 19:49:08 host app[1]: {"level":"info","msg":"…"}`. Level, message and fields
 * are taken from it; the time stays the header's.
 */
export function readInner(reading: Reading): void {
  const { message } = reading;
  const first = message.charCodeAt(0);
  if (first === 34 || message.includes(" HTTP/")) readInnerRequest(reading);
  if (first === 123) {
    const object = parseObject(message);
    if (object !== null) readInnerObject(object, reading);
    return;
  }
  // zap's console: `message\t{"count": 1}`
  const tab = message.endsWith("}") ? message.lastIndexOf("\t{") : -1;
  if (tab > 0) {
    const fields = parseObject(message.slice(tab + 1));
    if (fields !== null) {
      readFields(fields, reading);
      reading.message = message.slice(0, tab);
    }
    return;
  }
  if (reading.level !== null && !message.startsWith("msg=")) return;
  const equals = message.indexOf("=");
  if (
    equals <= 0 ||
    equals > 31 ||
    !/^[a-z@][\w.@-]{0,30}=/i.test(message) ||
    !/\b(?:level|lvl|msg|at)=/.test(message.slice(0, 2000))
  )
    return;
  const pairs = parsePairs(message);
  if (pairs !== null) readPairs(pairs, reading, null);
}
