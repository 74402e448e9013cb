import { CODE, DIGIT, isWordy, traitOf } from "./chars.ts";
import { FILE_ENDINGS, HOST_ENDINGS, REVERSED, SURE_HOST_ENDINGS } from "./lexicon.ts";

/** `workers2.properties`, `ib_sweep.c` */
export function isFileName(text: string, start: number, end: number): boolean {
  const dot = text.lastIndexOf(".", end - 1);
  return dot > start && end - dot <= 11 && FILE_ENDINGS.has(text.slice(dot + 1, end).toLowerCase());
}

/** `proxy.example.co.uk`, and any dotted lower-case name before `:<port>`. */
export function isHost(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 65 && code <= 90) return SURE_HOST_ENDINGS.has(text.slice(text.lastIndexOf(".", end - 1) + 1, end));
    if ((code < 97 || code > 122) && code !== CODE.dot && code !== CODE.minus) return false;
  }
  if (text.charCodeAt(end) === CODE.colon && traitOf(text.charCodeAt(end + 1)) === DIGIT) return true;
  const first = text.slice(start, text.indexOf(".", start));
  return HOST_ENDINGS.has(text.slice(text.lastIndexOf(".", end - 1) + 1, end)) && !REVERSED.has(first);
}

export function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

/** Eight or more hex letters without a digit: `deadbeef`, `ffffffff`. */
export function isHexWord(text: string, start: number, end: number): boolean {
  if (end - start < 8) return false;
  for (let at = start; at < end; at++) if (!isHexDigit(text.charCodeAt(at))) return false;
  return true;
}

/**
 * Where a colon-separated run of hex parts ends, when it is a MAC or an IPv6 address of letters (`ff:ff:ff:ff:ff:ff`,
 * `fe80::1`); otherwise `start`.
 */
export function endOfHexRun(text: string, start: number, limit: number): number {
  let at = start;
  let colons = 0;
  let digits = 0;
  let size = 0;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === CODE.colon) {
      colons += 1;
      size = 0;
    } else if (isHexDigit(code) && size < 4) {
      size += 1;
      if (traitOf(code) === DIGIT) digits += 1;
    } else break;
  }
  const whole = at === limit || !isWordy(text.charCodeAt(at));
  if (text.charCodeAt(at - 1) === CODE.colon && text.charCodeAt(at - 2) !== CODE.colon) at -= 1;
  return whole && (colons >= 5 || (colons >= 2 && digits > 0)) ? at : start;
}
