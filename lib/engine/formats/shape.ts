import { isDigit, isUpper } from "./chars.ts";

const MESSAGE_RUNS = 4;
const MAX_CHARS = 240;

/** A hash of a header's shape and of how the message behind it begins: runs of digits and of letters count as one. */
export function headerShape(text: string, message: string): number {
  const header = text.length - message.length;
  let hash = 7;
  let before = 0;
  let runs = 0;
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    const kind = isDigit(c) ? 48 : (c | 32) >= 97 && (c | 32) <= 122 ? 97 : c;
    if (kind === before && kind !== c) continue;
    before = kind;
    hash = (Math.imul(hash, 31) + kind) | 0;
    if (at >= header && (runs += 1) > MESSAGE_RUNS) break;
  }
  return hash;
}

/**
 * A hash of the shape of a line without a header. What could be a level or a month counts letter by letter: the first word, capitals, and short words
 * with a capital first.
 */
export function plainShape(text: string): number {
  let hash = text.length > MAX_CHARS ? 11 : 13;
  const limit = Math.min(text.length, MAX_CHARS);
  let at = 0;
  let first = true;
  while (at < limit) {
    const c = text.charCodeAt(at);
    const letter = (c | 32) >= 97 && (c | 32) <= 122;
    if (!letter) {
      const digit = isDigit(c);
      hash = (Math.imul(hash, 31) + (digit ? 48 : c)) | 0;
      at += 1;
      if (digit) {
        // the width of a number tells dates, clocks and epochs apart
        while (at < limit && isDigit(text.charCodeAt(at))) {
          hash = (Math.imul(hash, 31) + 48) | 0;
          at += 1;
        }
      }
      continue;
    }
    const start = at;
    while (at < limit && (text.charCodeAt(at) | 32) >= 97 && (text.charCodeAt(at) | 32) <= 122) at += 1;
    const telling = first || (isUpper(c) && (at - start < 5 || isUpper(text.charCodeAt(start + 1))));
    first = false;
    if (!telling) hash = (Math.imul(hash, 31) + 97) | 0;
    else for (let i = start; i < at; i += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  }
  return hash;
}
