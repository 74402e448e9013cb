import { isDigit, isUpper } from "../chars.ts";
import { FIELDS } from "../fields.ts";
import { isSoftLevel, levelOf, levelOfLetter, levelOfMark } from "../level.ts";
import { setAttribute, type Reading } from "../reading.ts";
import {
  assignmentAt,
  isDottedName,
  isInteger,
  isName,
  isRequestId,
  isThreadName,
  sourceFileLength,
} from "./tokens.ts";

/**
 * Reads a bracketed header field into the reading by what it looks like: `[INFO]`, `[main/WARN]`, `[pid 12:tid 34]`, `[core:notice]`,
 * `[http-nio-8080-exec-1]`, `(Foo.java:12)`. Answers false for one that may as well be a part of the message.
 */
export function readGroup(inner: string, reading: Reading): boolean {
  const text = inner.trim();
  if (reading.level === null && readLevelGroup(text, reading)) return true;
  return readField(text, reading);
}

/** Does a bracket hold a level? `shouted`: words stand before the bracket, so only a level in capitals alone counts. */
export function statesLevel(inner: string, shouted: boolean): boolean {
  const text = inner.trim();
  if (text.length === 1) return !shouted && levelOfLetter(text) !== null;
  if (levelOfMark(text) !== null) return !shouted;
  if (isLevelWord(text)) return !shouted || (isShouted(text) && !isSoftLevel(text));
  return !shouted && levelWithin(text) !== null;
}

/** `INFO`, `W`, `main/WARN`, `core:notice`, `:error`, `Render thread INFO`, `INFO main`, `main [] INFO com.example.Foo`. */
function readLevelGroup(text: string, reading: Reading): boolean {
  const whole = text.length === 1 ? levelOfLetter(text) : isLevelWord(text) ? levelOf(text) : levelOfMark(text);
  if (whole !== null) {
    reading.level = whole;
    return true;
  }
  const place = levelWithin(text);
  if (place === null) return false;
  reading.level = levelOf(text.slice(place.start, place.end));
  const before = text.slice(0, place.start).replace(/[/:|\s]+$/, "");
  // `Render thread`, but `main []` and a list of fields
  if (before !== "" && text.charAt(place.start - 1) === "/" && !before.includes("."))
    setAttribute(reading, "thread.name", before);
  else if (before !== "")
    keepField(/^[\w.-]+(?: [\w.#-]+){0,3}$/.test(before) ? before : (before.split(" ", 1)[0] ?? ""), reading);
  for (const field of text.slice(place.end).split(/[\s,]+/, 8))
    if (field !== "") keepField(field.replace(/^[:|/]/, ""), reading);
  return true;
}

/** A level among the fields of a bracket: the part behind the last `/` or `:`, or a word in capitals. */
function levelWithin(text: string): { start: number; end: number } | null {
  const cut = Math.max(text.lastIndexOf("/"), text.lastIndexOf(":"));
  if (cut >= 0 && text.length - cut < 14 && isLevelWord(text.slice(cut + 1)) && !text.slice(cut + 1).includes(" "))
    return { start: cut + 1, end: text.length };
  if (!/[\s|/]/.test(text)) return null;
  const words = /(?:^|[\s|/])([A-Z]{3,11})(?=$|[\s:|,/])/g;
  for (const match of text.slice(0, 200).matchAll(words)) {
    const word = match[1] ?? "";
    if (levelOf(word) === null || isSoftLevel(word)) continue;
    const start = match.index + match[0].length - word.length;
    return { start, end: start + word.length };
  }
  return null;
}

const isShouted = (word: string): boolean => word === word.toUpperCase();

/** `log` and `success` are words; `LOG` and `SUCCESS` in a bracket are levels. */
const isLevelWord = (word: string): boolean =>
  levelOf(word) !== null && (!isSoftLevel(word) || isUpper(word.charCodeAt(0)));

/** A header field that is no level: pid, thread, id, source place, named value, logger. */
export function readField(text: string, reading: Reading): boolean {
  if (text === "" || text === "-" || text === "null" || text === "[]") return true;
  const has = reading.attributes;
  const bare = text.charCodeAt(0) === 35 ? text.slice(1) : text;
  if (isInteger(bare)) {
    setAttribute(reading, has?.["process.pid"] === undefined ? "process.pid" : "thread.id", Number(bare));
    return true;
  }
  if (readPid(text, reading)) return true;
  if (isRequestId(text)) {
    setAttribute(reading, "http.request.id", text);
    return true;
  }
  if (readSourceFile(text, reading)) return true;
  // `[MY-012487]`: the number of a message
  if (/^[A-Z]{2,6}-\d{4,8}$/.test(text)) {
    setAttribute(reading, "event.name", text);
    return true;
  }
  if (isThreadName(text) && has?.["thread.name"] === undefined) {
    setAttribute(reading, "thread.name", text);
    return true;
  }
  // `[gc,alloc]`, `[checkout,5f1c02,77a0]`
  if (/^[\w.-]{1,64}(?:,[\w.-]{0,64}){1,5}$/.test(text)) {
    setAttribute(reading, "log.tags", text);
    return true;
  }
  const equals = assignmentAt(text);
  if (equals > 0 && !text.includes(" ")) {
    setAttribute(reading, text.slice(0, equals), text.slice(equals + 1));
    return true;
  }
  if (!isName(text) || (has?.["log.logger"] !== undefined && !isDottedName(text))) return false;
  readLogger(text, reading);
  return true;
}

/** `com.example.Foo`, `com.example.Foo:42`, `__main__:main:12`. */
function readLogger(text: string, reading: Reading): void {
  const match = /^([^:]{1,120}):(?:([A-Za-z_<][\w<>]{0,60}):)?(\d{1,6})$/.exec(text);
  FIELDS["logger"]?.(reading, match?.[1] ?? text);
  if (match === null) return;
  if (match[2] !== undefined) setAttribute(reading, "code.function.name", match[2]);
  setAttribute(reading, "code.line.number", Number(match[3]));
}

/** A header field whose meaning nothing gives away is kept as it stands. */
export function keepField(text: string, reading: Reading): void {
  if (readField(text.trim(), reading)) return;
  const before = reading.attributes?.["log.header"];
  setAttribute(reading, "log.header", before === undefined ? text.trim() : `${String(before)} ${text.trim()}`);
}

/** `pid 742:tid 140142593419008`, `pid: 12`, `PID=12`, `tid 7`. */
function readPid(text: string, reading: Reading): boolean {
  const c = text.charCodeAt(0) | 32;
  if (c !== 112 && c !== 116) return false;
  const match = /^(pid|tid)[ :=]{1,3}(\d{1,19})(?:[:, ]{1,3}tid[ :=]{1,3}(\d{1,19}))?$/i.exec(text);
  if (match === null) return false;
  setAttribute(reading, match[1]?.toLowerCase() === "tid" ? "thread.id" : "process.pid", Number(match[2]));
  if (match[3] !== undefined) FIELDS["tid"]?.(reading, match[3]);
  return true;
}

/** `HiveMetaStore.java:logAuditEvent(309)`, `logging.py:253`, `runner.go:309 in work`. */
export function readSourceFile(text: string, reading: Reading): boolean {
  const blank = text.indexOf(" ");
  const head = blank < 0 ? text : text.slice(0, blank);
  const colon = head.indexOf(":");
  const file = colon < 0 ? head : head.slice(0, colon);
  if (sourceFileLength(file) === 0) return false;
  const rest = colon < 0 ? "" : head.slice(colon + 1, colon + 200);
  setAttribute(reading, "code.file.path", file);
  const line = /\d{1,7}/.exec(rest)?.[0];
  if (line !== undefined) setAttribute(reading, "code.line.number", Number(line));
  const name = /^[A-Za-z_$<>][\w$<>]*/.exec(rest)?.[0];
  if (name !== undefined && !isDigit(rest.charCodeAt(0))) setAttribute(reading, "code.function.name", name);
  return true;
}
