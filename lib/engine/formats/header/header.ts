import { isBlank, isDigit, isUpper, skipBlanks } from "../chars.ts";
import { levelEnd } from "../level.ts";
import { STRENGTH, type Context, type Reading } from "../reading.ts";
import { readInner } from "../structured/inner.ts";
import { readLead } from "./lead.ts";
import { readMiddle } from "./middle.ts";
import { readTail, stripTrailingLogger } from "./tail.ts";
import { isDottedName, tokenEnd } from "./tokens.ts";
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
  readInner(reading);
  reading.strength = !walk.timed ? STRENGTH.weak : reading.clockOnly ? STRENGTH.clock : STRENGTH.full;
  return true;
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
