import { isBlank, isDigit, isUpper, skipBlanks } from "../chars.ts";
import { FIELDS } from "../fields.ts";
import { isSoftLevel, levelEnd, levelOf, levelOfLetter } from "../level.ts";
import { setAttribute } from "../reading.ts";
import { ZONE_MINUTES } from "../time/zones.ts";
import { levelPlace, takeLevelPlace } from "./level-place.ts";
import { readMiddle, takeField, takeGroup } from "./middle.ts";
import { keepField, readGroup } from "./group.ts";
import { readTail } from "./tail.ts";
import { groupEnd, isInteger, isProse, tokenEnd } from "./tokens.ts";
import { passSeparators, skipSeparators, type Walk } from "./walk.ts";

const MAX_LEAD_TOKENS = 6;

/** Up to and with the time: a time, a bracketed time, or a few fields and then a time. Without a time: a level that opens the line. */
export function readLead(walk: Walk): void {
  for (let tokens = 0; tokens < MAX_LEAD_TOKENS; tokens += 1) {
    if (takeTime(walk) || takeTimedGroup(walk) || takeUptime(walk)) return;
    if (tokens === 0 && !timeAhead(walk)) {
      takeLeadingLevel(walk);
      return;
    }
    const level = walk.reading.level === null ? levelPlace(walk.text, walk.pos, true) : null;
    if (level !== null) takeLevelPlace(walk, level);
    else if (!takeGroup(walk) && !takeField(walk)) return;
    passSeparators(walk);
  }
}

function takeTime(walk: Walk): boolean {
  const { text, context, reading } = walk;
  let pos = walk.pos;
  const quoted = text.charCodeAt(pos) === 34;
  if (quoted) pos += 1;
  if (isDigit(text.charCodeAt(pos)) && context.epochAt(text, pos) && endsField(text, context.stamp.end))
    context.setTime(reading);
  else if (context.timeAt(text, pos)) context.setTime(reading);
  else return false;
  walk.timed = true;
  walk.pos = context.stamp.end;
  if (text.charCodeAt(walk.pos) === 34) walk.pos += 1;
  return true;
}

/** `[    12.345]`, `[0.012s]`: seconds since a start. They order lines as a clock does, and date none. */
function takeUptime(walk: Walk): boolean {
  const { text, reading } = walk;
  if (text.charCodeAt(walk.pos) !== 91) return false;
  const uptime = /^\[ *(\d{1,8}\.\d{1,9})s?\](?=[\s[])/.exec(text.slice(walk.pos, walk.pos + 40));
  if (uptime === null) return false;
  setAttribute(reading, "log.uptime", Number(uptime[1]));
  reading.clockOnly = true;
  walk.timed = true;
  walk.pos += uptime[0].length;
  return true;
}

const endsField = (text: string, pos: number): boolean => pos === text.length || " \t|]),:;".includes(text.charAt(pos));

/** `[2021-01-04 07:03:53.445451]`, `[2013-01-16 02:26:25,500 pool-3  INFO  com.example.Foo]`, `[info:2016-02-16T16:04:05.930-08:00]`, `[I 2024-05-02 10:15:03]`. */
function takeTimedGroup(walk: Walk): boolean {
  const { text, context, reading } = walk;
  let end = groupEnd(text, walk.pos);
  if (end < 0) return false;
  let pos = skipBlanks(text, walk.pos + 1);
  // [UTC May  2 10:15:03]
  const zone = /^[A-Z]{3,4} (?=[A-Z][a-z]{2} )/.exec(text.slice(pos, pos + 9))?.[0] ?? "";
  const offset = ZONE_MINUTES[zone.trim()];
  if (offset !== undefined) pos += zone.length;
  let level = null;
  const wordEnd = levelEnd(text, pos);
  if (wordEnd > 0) {
    level = levelOf(text.slice(pos, wordEnd));
    pos = skipBlanks(text, text.charCodeAt(wordEnd) === 58 ? wordEnd + 1 : wordEnd);
  } else if (isBlank(text.charCodeAt(pos + 1)) && levelOfLetter(text.charAt(pos)) !== null) {
    level = levelOfLetter(text.charAt(pos));
    pos = skipBlanks(text, pos + 1);
  }
  const epoch = context.epochAt(text, pos) && endsEpoch(text, context.stamp.end, end);
  if (!epoch) {
    if (!context.timeAt(text, pos)) return takeListedTime(walk, end);
    // [2024-05-02][10:15:03]
    if (context.stamp.end > end && text.charCodeAt(end + 1) === 91) end = text.indexOf("]", context.stamp.end);
    if (context.stamp.end > end) return false;
  }
  if (offset !== undefined) context.stamp.offset = offset;
  context.setTime(reading);
  walk.timed = true;
  if (level !== null) reading.level = level;
  const rest = text.slice(context.stamp.end, end).trim();
  if (rest !== "") readRestOfGroup(rest, walk);
  walk.pos = end + 1;
  return true;
}

/** `[1714644903.25]`, and with a second clock `[1714644903.25, 12.5]`. */
const endsEpoch = (text: string, pos: number, end: number): boolean =>
  pos === end ||
  (text.charCodeAt(pos) === 44 && /^, ?\d{1,10}\.\d{1,9}$/.test(text.slice(pos, Math.min(end, pos + 30))));

/** `[ns_server:info,2024-05-02T10:15:03.250Z,ns_1@n1:<0.211.0>:ns_config:init:77]`: the time among fields between commas. */
function takeListedTime(walk: Walk, end: number): boolean {
  const { text, context, reading } = walk;
  for (let fields = 0, at = text.indexOf(",", walk.pos); fields < 3 && at > 0 && at < end; fields += 1) {
    if (context.timeAt(text, at + 1) && context.stamp.month > 0 && context.stamp.end <= end) {
      context.setTime(reading);
      walk.timed = true;
      keepField(text.slice(context.stamp.end + 1, end), reading);
      for (const field of text.slice(walk.pos + 1, at).split(",", 4))
        if (!readGroup(field, reading)) keepField(field, reading);
      walk.pos = end + 1;
      return true;
    }
    at = text.indexOf(",", at + 1);
  }
  return false;
}

/** What stands behind the time in the same bracket. */
function readRestOfGroup(rest: string, walk: Walk): void {
  const inner: Walk = { ...walk, text: rest, pos: 0, timed: true, done: false };
  readMiddle(inner);
  if (!inner.done) readTail(inner);
  const left = rest.slice(inner.pos).trim();
  if (left !== "" && left.length < 100) readGroup(left, walk.reading);
}

/** Is there a time behind a few tokens that look like header fields? */
function timeAhead(walk: Walk): boolean {
  const { text, context } = walk;
  let pos = walk.pos;
  let prose = 0;
  let plain = true;
  for (let tokens = 0; tokens < MAX_LEAD_TOKENS && pos < text.length && pos < walk.pos + 200; tokens += 1) {
    const c = text.charCodeAt(pos);
    const dated = (isDigit(c) || isUpper(c) || c === 34) && context.timeAt(text, c === 34 ? pos + 1 : pos);
    // a clock without a date is no time behind words: `build took 10:00:00`
    if (dated && (context.stamp.month > 0 || plain)) return true;
    let stop: number;
    if (c === 91 || c === 40 || c === 60 || c === 123) {
      // a bracketed time was tried at the first token already
      if (context.timeAt(text, skipBlanks(text, pos + 1)) && (context.stamp.month > 0 || plain)) return true;
      const close = groupEnd(text, pos);
      if (close < 0) return false;
      if (context.epochAt(text, pos + 1) && endsEpoch(text, context.stamp.end, close)) return true;
      stop = close + 1;
    } else {
      const end = tokenEnd(text, pos);
      const colons = text.indexOf("::", pos);
      stop = colons > pos && colons < end ? colons : end;
      const word = text.slice(pos, stop);
      if (stop === pos) return false;
      const level = levelEnd(text, pos) > 0;
      if (!level && !isInteger(word) && word.length > 1) plain = false;
      if (isProse(word) && !level) prose += 1;
      if (prose > 1) return false;
    }
    pos = skipSeparators(text, stop);
  }
  return false;
}

/** `ERROR:shop.cart:no stock`, as Python's `basicConfig` writes. */
function takeNamedLogger(walk: Walk): void {
  const name = /^:([A-Za-z_][\w.-]{0,80}):(?!\/\/|\d)/.exec(walk.text.slice(walk.pos, walk.pos + 90));
  if (name === null) return;
  FIELDS["logger"]?.(walk.reading, name[1] ?? "");
  walk.pos += name[0].length;
  walk.done = true;
}

/** A level that opens a line without a time: `INFO: message`, `[WARN] message`, `WARN message`, `fail: Category[0]`. */
function takeLeadingLevel(walk: Walk): void {
  const { text, reading } = walk;
  const end = levelEnd(text, walk.pos);
  if (end > 0) {
    const word = text.slice(walk.pos, end);
    const next = text.charCodeAt(end);
    const capitals = word === word.toUpperCase();
    // `Error: message` and `Warning: message` are texts that programs print, not headers
    if (!capitals && !(next === 58 && word === word.toLowerCase())) return;
    if (isSoftLevel(word) && (!capitals || (next !== 58 && next !== 91))) return;
    if (!isBlank(next) && next !== 58 && next !== 91 && next !== 40 && next !== 124 && next !== 44) return;
    reading.level = levelOf(word);
    walk.pos = end;
    if (capitals && next === 58) takeNamedLogger(walk);
    passSeparators(walk);
    return;
  }
  if (text.charCodeAt(walk.pos) !== 91 && text.charCodeAt(walk.pos) !== 60) return;
  const close = groupEnd(text, walk.pos);
  if (close < 0) return;
  const inner = text.slice(walk.pos + 1, close).trim();
  const level = inner.length === 1 ? levelOfLetter(inner) : levelOf(inner);
  if (level === null) return;
  reading.level = level;
  walk.pos = close + 1;
  passSeparators(walk);
}
