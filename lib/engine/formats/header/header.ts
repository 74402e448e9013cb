import { isBlank, isDigit, isUpper, skipBlanks } from "../chars.ts";
import { levelEnd } from "../level.ts";
import { STRENGTH, type Context, type Reading } from "../reading.ts";
import { readInner } from "../structured/inner.ts";
import { readLead } from "./lead.ts";
import { readMiddle } from "./middle.ts";
import { readTail, stripTrailingLogger } from "./tail.ts";
import { keepField } from "./group.ts";
import { groupEnd, isDottedName, tokenEnd } from "./tokens.ts";
import { isSeparator, type Walk } from "./walk.ts";

/**
 * Reads the header of a line whose format nobody described: time, level, bracketed and named fields by their shape and place. Each step takes one token or
 * stops; what is left is the message. Answers false when the line has neither a time nor a level where headers have them.
 */
export function readHeader(text: string, reading: Reading, context: Context): boolean {
  const walk: Walk = { text, pos: skipBlanks(text, 0), reading, context, timed: false, done: false };
  if (isBlank(text.charCodeAt(0)) && !startsIndented(walk)) return false;
  readLead(walk);
  if (!walk.timed && reading.level === null) return false;
  if (walk.timed) readMiddle(walk);
  // `INFO  - o.a.Foo - message`
  if (walk.done && classThenSeparator(text, walk.pos)) walk.done = false;
  if (!walk.done) readTail(walk);
  reading.message = text.slice(skipBlanks(text, walk.pos));
  if (text.charCodeAt(0) === 91 && reading.level !== null) stripTrailingLogger(reading);
  if (reading.message.startsWith('["')) readBracketedMessage(reading);
  readInner(reading);
  reading.strength = !walk.timed ? STRENGTH.weak : reading.clockOnly ? STRENGTH.clock : STRENGTH.full;
  return true;
}

/** `["region is split"] [id=7] [cost=1ms]`: message and fields in brackets of their own, as TiDB and its kin write. */
function readBracketedMessage(reading: Reading): void {
  const { message } = reading;
  const end = /^\["((?:[^"\\]|\\.){1,2000})"\](?= \[|$)/.exec(message.slice(0, 2100));
  if (end === null) return;
  let at = end[0].length;
  while (message.startsWith(" [", at)) {
    const close = groupEnd(message, at + 1);
    if (close < 0) break;
    keepField(message.slice(at + 2, close), reading);
    at = close + 1;
  }
  reading.message = (end[1] ?? "").replaceAll('\\"', '"') + message.slice(at);
}

function classThenSeparator(text: string, pos: number): boolean {
  const end = tokenEnd(text, pos);
  return isSeparator(text, skipBlanks(text, end)) && isDottedName(text.slice(pos, end));
}

/** `   INFO 2020-09-17 08:42:47`: an indented line has a header only when its level or time comes at once. */
function startsIndented(walk: Walk): boolean {
  const { text, pos, context } = walk;
  if (isDigit(text.charCodeAt(pos))) return context.timeAt(text, pos) && context.stamp.month > 0;
  const end = isUpper(text.charCodeAt(pos)) ? levelEnd(text, pos) : -1;
  if (end < 0) return false;
  const next = skipBlanks(text, end);
  return isDigit(text.charCodeAt(next)) && context.timeAt(text, next);
}
