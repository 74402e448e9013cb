import { isBlank, isDigit, isUpper, skipBlanks } from "../chars.ts";
import { FIELDS } from "../fields.ts";
import { isSoftLevel, levelEnd, levelOf, levelOfLetter } from "../level.ts";
import { STRENGTH, setAttribute, type Context, type Reading } from "../reading.ts";
import { readGroup, readSourceFile } from "./group.ts";
import {
  assignmentAt,
  groupEnd,
  isDottedName,
  isInteger,
  isName,
  isProse,
  isTechnicalName,
  sourceFileLength,
  tokenEnd,
} from "./tokens.ts";

/** Where the header scanner stands in a line. */
interface Walk {
  text: string;
  pos: number;
  reading: Reading;
  context: Context;
  timed: boolean;
  /** A separator was passed behind which only the message follows. */
  done: boolean;
}

const MAX_TOKENS = 16;

/**
 * Reads the header of a line whose format nobody described: time, level, bracketed and named fields by their shape and place. Each step takes one token or
 * stops; what is left is the message. Answers false when the line has neither a time nor a level where headers have them.
 */
export function readHeader(text: string, reading: Reading, context: Context): boolean {
  const walk: Walk = { text, pos: skipBlanks(text, 0), reading, context, timed: false, done: false };
  if (isBlank(text.charCodeAt(0)) && !startsIndented(walk)) return false;
  lead(walk);
  if (!walk.timed && reading.level === null) return false;
  if (walk.timed) middle(walk);
  if (!walk.done) tail(walk);
  reading.message = text.slice(skipBlanks(text, walk.pos));
  reading.strength = !walk.timed ? STRENGTH.weak : reading.clockOnly ? STRENGTH.clock : STRENGTH.full;
  return true;
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

/** Up to and with the time: a time, a bracketed time, or a few fields and then a time. */
function lead(walk: Walk): void {
  for (let tokens = 0; tokens < 5 && !walk.timed; tokens += 1) {
    if (takeTime(walk)) return;
    if (takeTimedGroup(walk)) return;
    if (tokens === 0 && !timeAhead(walk)) {
      leadingLevel(walk);
      return;
    }
    if (!takeLevel(walk, true) && !takeGroup(walk) && !takeField(walk)) return;
    separators(walk);
  }
}

/** Between time and level: when a level follows within reach, everything before it is header. */
function middle(walk: Walk): void {
  separators(walk);
  if (walk.reading.level !== null) return;
  const level = levelAhead(walk);
  if (level < 0) return;
  for (let tokens = 0; tokens < MAX_TOKENS && walk.pos <= level && walk.reading.level === null; tokens += 1) {
    if (!takeLevel(walk, true) && !takeGroup(walk) && !takeField(walk)) return;
    separators(walk);
  }
}

/** Behind time and level: threads, loggers, source places, up to the first thing that may be the message. */
function tail(walk: Walk): void {
  for (let tokens = 0; tokens < 8 && !walk.done; tokens += 1) {
    const before = walk.pos;
    if (!takeTailGroup(walk) && !takeName(walk)) return;
    if (walk.pos === before) return;
    separators(walk);
  }
}

function takeTime(walk: Walk): boolean {
  const { text, context, reading } = walk;
  let pos = walk.pos;
  const quoted = text.charCodeAt(pos) === 34;
  if (quoted) pos += 1;
  const c = text.charCodeAt(pos);
  if (isDigit(c) && context.epochAt(text, pos) && endsField(text, context.stamp.end)) {
    context.setTime(reading);
  } else if (context.timeAt(text, pos)) context.setTime(reading);
  else return false;
  walk.timed = true;
  walk.pos = context.stamp.end;
  if (quoted && text.charCodeAt(walk.pos) === 34) walk.pos += 1;
  return true;
}

const endsField = (text: string, pos: number): boolean => pos === text.length || " \t|]),:;".includes(text.charAt(pos));

/** `[2021-01-04 07:03:53.445451]`, `[2013-01-16 02:26:25,500 pool-3  INFO  com.example.Foo]`, `[info:2016-02-16T16:04:05.930-08:00]`. */
function takeTimedGroup(walk: Walk): boolean {
  const { text, context, reading } = walk;
  const end = groupEnd(text, walk.pos);
  if (end < 0) return false;
  let pos = skipBlanks(text, walk.pos + 1);
  const level = levelEnd(text, pos);
  const levelWord = level > 0 ? text.slice(pos, level) : "";
  if (level > 0) pos = skipBlanks(text, text.charCodeAt(level) === 58 ? level + 1 : level);
  if (!context.timeAt(text, pos) || context.stamp.end > end) return false;
  context.setTime(reading);
  walk.timed = true;
  if (level > 0) reading.level = levelOf(levelWord);
  const rest = text.slice(context.stamp.end, end).trim();
  if (rest !== "") innerHeader(rest, walk);
  walk.pos = end + 1;
  return true;
}

/** What stands behind the time in the same bracket. */
function innerHeader(rest: string, walk: Walk): void {
  const inner: Walk = { ...walk, text: rest, pos: 0, timed: true, done: false };
  separators(inner);
  middle(inner);
  if (!inner.done) tail(inner);
  const left = rest.slice(inner.pos).trim();
  if (left !== "") readGroup(left, walk.reading);
}

/** Is there a time behind at most four tokens that look like header fields? */
function timeAhead(walk: Walk): boolean {
  const { text, context } = walk;
  let pos = walk.pos;
  let prose = 0;
  for (let tokens = 0; tokens < 5 && pos < text.length && pos < walk.pos + 200; tokens += 1) {
    const c = text.charCodeAt(pos);
    if ((isDigit(c) || isUpper(c)) && context.timeAt(text, pos) && context.stamp.month > 0) return true;
    if (c === 91 || c === 40 || c === 60) {
      if (context.timeAt(text, skipBlanks(text, pos + 1))) return true;
    }
    const end = text.indexOf("::", pos);
    const stop = tokenEnd(text, pos);
    if (end > pos && end < stop) {
      pos = end + 2;
      continue;
    }
    if (isProse(text.slice(pos, stop)) && levelEnd(text, pos) < 0) prose += 1;
    if (prose > 1) return false;
    pos = skipSeparators(text, stop);
  }
  return false;
}

/** A level that opens a line without a time: `INFO: message`, `[WARN] message`, `WARN message`. */
function leadingLevel(walk: Walk): void {
  const { text, reading } = walk;
  const end = levelEnd(text, walk.pos);
  if (end > 0) {
    const word = text.slice(walk.pos, end);
    const next = text.charCodeAt(end);
    const capitals = word === word.toUpperCase();
    // `Error: message` and `Warning: message` are texts that programs print, not headers
    if (!capitals && !(next === 58 && word === word.toLowerCase())) return;
    if (isSoftLevel(word) && next !== 58 && next !== 91) return;
    if (!isBlank(next) && next !== 58 && next !== 91 && next !== 40 && next !== 124 && next !== 44) return;
    reading.level = levelOf(word);
    walk.pos = end;
    separators(walk);
    return;
  }
  if (text.charCodeAt(walk.pos) !== 91 && text.charCodeAt(walk.pos) !== 60) return;
  const close = groupEnd(text, walk.pos);
  if (close < 0) return;
  const level = levelOf(text.slice(walk.pos + 1, close).trim());
  if (level === null) return;
  reading.level = level;
  walk.pos = close + 1;
  separators(walk);
}

/** Index at which a level stands behind at most ten header-like tokens, or -1. */
function levelAhead(walk: Walk): number {
  const { text } = walk;
  let pos = walk.pos;
  let prose = 0;
  for (let tokens = 0; tokens < 10 && pos < text.length && pos < walk.pos + 300; tokens += 1) {
    if (levelAt(text, pos, tokens === 0) > 0) return pos;
    const c = text.charCodeAt(pos);
    if (c === 91 || c === 60 || c === 40) {
      const end = groupEnd(text, pos);
      if (end < 0) return -1;
      if (statesLevel(text.slice(pos + 1, end))) return pos;
      pos = skipSeparators(text, end + 1);
      continue;
    }
    const stop = tokenEnd(text, pos);
    const word = text.slice(pos, stop);
    if (/^(?:level|lvl|severity|loglevel)=/i.test(word)) return pos;
    if (isProse(word)) prose += 1;
    else if (
      !isTechnicalName(word.replace(/[:,]$/, "")) &&
      !isInteger(word) &&
      assignmentAt(word) < 0 &&
      !/^[\w.:#/@-]+[,:]?$/.test(word)
    )
      return -1;
    if (prose > 1) return -1;
    // a name with its colon opens the message, unless the level comes at once: `celery.worker: INFO: …`
    const next = skipSeparators(text, stop);
    if (word.endsWith(":") && levelAt(text, next, true) < 0) return -1;
    pos = next;
  }
  return -1;
}

function statesLevel(inner: string): boolean {
  const text = inner.trim();
  if (text.length === 1) return levelOfLetter(text) !== null;
  if (levelOf(text) !== null) return true;
  const cut = Math.max(text.lastIndexOf("/"), text.lastIndexOf(" "), text.lastIndexOf(":"));
  const last = text.slice(cut + 1);
  return cut >= 0 && levelOf(last) !== null && (text.charAt(cut) !== " " || last === last.toUpperCase());
}

/** End of a level word at `pos` that is set like one, or -1. `first`: it stands where levels stand, so lower case will do. */
function levelAt(text: string, pos: number, first: boolean): number {
  const end = levelEnd(text, pos);
  if (end < 0) return letterAt(text, pos, first);
  const word = text.slice(pos, end);
  const next = text.charCodeAt(end);
  const closed = next === 58 || next === 124 || next === 44;
  const capitals = word === word.toUpperCase();
  if (isSoftLevel(word)) return capitals && (closed || isBlank(next)) && first ? end : -1;
  if (capitals)
    return closed || isBlank(next) || next === 91 || next === 40 || end === text.length || next === 47 ? end : -1;
  return first && (closed || isBlank(next) || next === 91 || next === 40) ? end : -1;
}

/** `I |`, `E [MSGID…]`, `W 1 cache.cc:174]`: one letter, when what follows is no sentence. */
function letterAt(text: string, pos: number, first: boolean): number {
  if (!first || levelOfLetter(text.charAt(pos)) === null) return -1;
  const next = text.charCodeAt(pos + 1);
  if (next === 124 || next === 47) return pos + 1;
  if (!isBlank(next)) return -1;
  const after = skipBlanks(text, pos + 1);
  if (after > pos + 2) return pos + 1;
  const c = text.charAt(after);
  if ("|[<(".includes(c) || isDigit(c.charCodeAt(0))) return pos + 1;
  const word = text.slice(after, tokenEnd(text, after));
  return isTechnicalName(word.replace(/:$/, "")) || (word.endsWith(":") && isName(word.slice(0, -1))) ? pos + 1 : -1;
}

function takeLevel(walk: Walk, first: boolean): boolean {
  if (walk.reading.level !== null) return false;
  const end = levelAt(walk.text, walk.pos, first);
  if (end < 0) return false;
  const word = walk.text.slice(walk.pos, end);
  walk.reading.level = word.length === 1 ? levelOfLetter(word) : levelOf(word);
  walk.pos = end;
  return true;
}

function takeGroup(walk: Walk): boolean {
  const end = groupEnd(walk.text, walk.pos);
  if (end < 0) return false;
  readGroup(walk.text.slice(walk.pos + 1, end), walk.reading);
  walk.pos = end + 1;
  return true;
}

/** A field between time and level, whatever it is. */
function takeField(walk: Walk): boolean {
  const { text, reading } = walk;
  const stop = tokenEnd(text, walk.pos);
  const colons = text.indexOf("::", walk.pos);
  const end = colons > walk.pos && colons < stop && walk.timed === false ? colons : stop;
  if (end === walk.pos) return false;
  const word = text.slice(walk.pos, end).replace(/[:,;]$/, "");
  const equals = assignmentAt(word);
  if (equals > 0) {
    const level = /^(?:level|lvl|severity|loglevel)$/i.test(word.slice(0, equals))
      ? levelOf(word.slice(equals + 1))
      : null;
    if (level !== null) reading.level = level;
    else setAttribute(reading, word.slice(0, equals), word.slice(equals + 1));
  } else readGroup(word, reading);
  walk.pos = end;
  return true;
}

/** A bracket behind the level is header when it looks like a thread, logger, place or id; `[partition=1 x]` opens a message. */
function takeTailGroup(walk: Walk): boolean {
  const { text, reading } = walk;
  const c = text.charAt(walk.pos);
  if (c !== "[" && c !== "(" && c !== "<") return false;
  const end = groupEnd(text, walk.pos);
  if (end < 0) return false;
  const inner = text.slice(walk.pos + 1, end).trim();
  if (c === "[" && /^client\b/.test(inner)) {
    setAttribute(reading, "client.address", inner.slice(7).replace(/:\d+$/, ""));
    return false;
  }
  if (c === "(" && !/^(?:[\w$]+\.\w+:|null$|\w+$)/.test(inner) && readGroup(inner, reading) === null) return false;
  if (c === "(" && !isBlank(text.charCodeAt(end + 1)) && text.charCodeAt(end + 1) !== 58) return false;
  const was = readGroup(inner, reading);
  if (was === null && inner.includes(" ")) return false;
  walk.pos = end + 1;
  return true;
}

/** `org.example.Foo - `, `Memtable.java:485 - `, `dfs.DataNode: `, `rafthttp: `, `prog[12]: `, `1 --- [main]`. */
function takeName(walk: Walk): boolean {
  const { text, reading } = walk;
  const end = tokenEnd(text, walk.pos);
  const word = text.slice(walk.pos, end);
  const next = skipBlanks(text, end);
  if (isInteger(word)) return takeNumber(walk, word, end, next);
  if (word.endsWith(":") && end > walk.pos + 1) return takeColonName(walk, word.slice(0, -1), end);
  const file = sourceFileLength(word);
  if (
    file > 0 &&
    (file < word.length ||
      /^\d+:/.test(text.slice(next, next + 8)) ||
      text.charAt(next) === "-" ||
      text.charAt(next) === "|")
  ) {
    readSourceFile(word.replace(/:$/, ""), reading);
    walk.pos = end;
    const number = /^(\d+):/.exec(text.slice(next, next + 12));
    if (number !== null) {
      setAttribute(reading, "code.line.number", Number(number[1]));
      walk.pos = next + (number[0]?.length ?? 0);
      walk.done = true;
    }
    return true;
  }
  const separated = isSeparator(text, next);
  if (!separated && !isDottedName(word)) return false;
  if (!isName(word) || (isProse(word) && text.charAt(next) !== "|" && !separated)) return false;
  if (!separated && /^(?:www\.|.*\.(?:com|org|net|io|txt|log|conf|json|xml|html?)$)/i.test(word)) return false;
  readGroup(word, reading);
  walk.pos = end;
  return true;
}

/** A number is a pid when another header field follows it. */
function takeNumber(walk: Walk, word: string, end: number, next: number): boolean {
  const { text, reading } = walk;
  const c = text.charAt(next);
  if (c !== "[" && c !== "|" && !(c === "-" && isSeparator(text, next))) return false;
  setAttribute(reading, reading.attributes?.["process.pid"] === undefined ? "process.pid" : "thread.id", Number(word));
  walk.pos = end;
  return true;
}

/** The name before a colon is the last thing of a header. */
function takeColonName(walk: Walk, name: string, end: number): boolean {
  const { reading } = walk;
  const bracket = name.indexOf("[");
  const program = bracket > 0 && name.endsWith("]") ? name.slice(0, bracket) : name;
  if (!isName(program) || levelOf(program) !== null) return false;
  if (isProse(program) && isUpper(program.charCodeAt(0))) return false;
  if (bracket > 0 && name.endsWith("]")) {
    const pid = name.slice(bracket + 1, -1);
    if (isInteger(pid)) setAttribute(reading, "process.pid", Number(pid));
    reading.service ??= program;
  } else if (!readSourceFile(name, reading)) FIELDS["logger"]?.(reading, name);
  walk.pos = end;
  walk.done = true;
  return true;
}

/** ` - `, ` -- `, ` : `, ` | `, ` => `: passes it, and ends the header behind a level. */
function separators(walk: Walk): void {
  const { text, reading } = walk;
  const end = skipSeparators(text, walk.pos);
  const passed = text.slice(walk.pos, end);
  walk.pos = end;
  if (reading.level === null || !walk.timed) return;
  if (passed.includes(" - ") || passed.startsWith(": ") || passed === ":" || passed.endsWith(" : ")) walk.done = true;
}

const isSeparator = (text: string, pos: number): boolean => {
  const c = text.charAt(pos);
  return (
    (c === "-" || c === ":" || c === "|") &&
    (isBlank(text.charCodeAt(pos + 1)) || text.charAt(pos + 1) === "-" || c === "|")
  );
};

function skipSeparators(text: string, pos: number): number {
  let at = pos;
  for (;;) {
    const c = text.charCodeAt(at);
    // blank | , ; : ]
    if (isBlank(c) || c === 124 || c === 44 || c === 59 || c === 58 || c === 93) at += 1;
    else if (c === 45 && (isBlank(text.charCodeAt(at + 1)) || text.charCodeAt(at + 1) === 45)) at += 1;
    else return at;
  }
}
