import { isDigit } from "../chars.ts";
import { FIELDS } from "../fields.ts";
import { levelOf, levelOfLetter } from "../level.ts";
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
 * `[http-nio-8080-exec-1]`, `(Foo.java:12)`. Answers what it was, or null for one that may as well be a part of the message.
 */
export function readGroup(inner: string, reading: Reading): "level" | "field" | null {
  const text = inner.trim();
  if (text === "" || text === "-" || text === "null") return "field";
  if (reading.level === null && readLevelGroup(text, reading)) return "level";
  return readField(text, reading) ? "field" : null;
}

/** `INFO`, `W`, `main/WARN`, `core:notice`, `:error`, `Render thread INFO`, `INFO main`. */
function readLevelGroup(text: string, reading: Reading): boolean {
  const whole = text.length === 1 ? levelOfLetter(text) : levelOf(text);
  if (whole !== null) {
    reading.level = whole;
    return true;
  }
  const cut = Math.max(text.lastIndexOf("/"), text.lastIndexOf(":"), text.lastIndexOf(" "));
  const last = cut >= 0 ? levelOf(text.slice(cut + 1)) : null;
  if (last !== null) {
    // `[too many attempts to log]` is no level; capitals or a slash or a colon before it are
    if (text.charAt(cut) === " " && text.slice(cut + 1) !== text.slice(cut + 1).toUpperCase()) return false;
    reading.level = last;
    readField(text.slice(0, cut).trim(), reading);
    return true;
  }
  const blank = text.search(/[ :|]/);
  if (blank <= 0) return false;
  const first = text.slice(0, blank);
  if (first !== first.toUpperCase() || first.length < 3) return false;
  const level = levelOf(first);
  if (level === null) return false;
  reading.level = level;
  readField(text.slice(blank + 1).trim(), reading);
  return true;
}

function readField(text: string, reading: Reading): boolean {
  const has = reading.attributes ?? {};
  const bare = text.startsWith("#") ? text.slice(1) : text;
  if (isInteger(bare)) {
    setAttribute(reading, has["process.pid"] === undefined ? "process.pid" : "thread.id", Number(bare));
    return true;
  }
  if (readPid(text, reading)) return true;
  if (isRequestId(text)) {
    setAttribute(reading, "http.request.id", text);
    return true;
  }
  if (isThreadName(text) && has["thread.name"] === undefined) {
    setAttribute(reading, "thread.name", text);
    return true;
  }
  if (readSourceFile(text, reading)) return true;
  if (isDottedName(text)) {
    FIELDS["logger"]?.(reading, text);
    return true;
  }
  if (assignmentAt(text) > 0 && !text.includes(" ")) {
    setAttribute(reading, text.slice(0, assignmentAt(text)), text.slice(assignmentAt(text) + 1));
    return true;
  }
  if (!isName(text)) return false;
  if (has["log.logger"] === undefined) FIELDS["logger"]?.(reading, text);
  return true;
}

/** `pid 742:tid 140142593419008`, `pid: 12`, `PID=12`, `tid 7`. */
function readPid(text: string, reading: Reading): boolean {
  const match = /^(pid|tid)[ :=]{1,3}(\d{1,19})(?:[:, ]{1,3}tid[ :=]{1,3}(\d{1,19}))?$/i.exec(text);
  if (match === null) return false;
  setAttribute(reading, match[1]?.toLowerCase() === "tid" ? "thread.id" : "process.pid", Number(match[2]));
  if (match[3] !== undefined) setAttribute(reading, "thread.id", match[3]);
  return true;
}

/** `HiveMetaStore.java:logAuditEvent(309)`, `logging.py:253`, `runner.go:309 in work`. */
export function readSourceFile(text: string, reading: Reading): boolean {
  const blank = text.indexOf(" ");
  const head = blank < 0 ? text : text.slice(0, blank);
  const colon = head.indexOf(":");
  const file = colon < 0 ? head : head.slice(0, colon);
  if (sourceFileLength(file) === 0) return false;
  const rest = colon < 0 ? "" : head.slice(colon + 1);
  setAttribute(reading, "code.file.path", file);
  const line = /\d+/.exec(rest)?.[0];
  if (line !== undefined) setAttribute(reading, "code.line.number", Number(line));
  const name = /^[A-Za-z_$<>][\w$<>]*/.exec(rest)?.[0];
  if (name !== undefined && !isDigit(rest.charCodeAt(0))) setAttribute(reading, "code.function.name", name);
  return true;
}
