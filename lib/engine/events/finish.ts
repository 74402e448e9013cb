import type { Level } from "../vocabulary.ts";
import { MAX_MESSAGE_CHARS } from "../vocabulary.ts";
import { setAttribute } from "../formats/reading.ts";
import { formatOf } from "../formats/registry.ts";
import type { OpenEvent } from "./assembler.ts";
import { isExceptionHead, openingState } from "./continuation.ts";
import type { ReadEvent, TimeNote } from "./event.ts";

const NO_NOTES: readonly TimeNote[] = [];
const NO_ATTRIBUTES: ReadEvent["attributes"] = {};

/** The event as the rest of the engine sees it. */
export function finishEvent(open: OpenEvent): ReadEvent {
  const { reading } = open;
  const message = messageOf(open);
  if (open.lines > 1) nameException(open);
  const inferred = reading.level === null ? inferLevel(open) : null;
  return {
    line: open.line,
    lines: open.lines,
    offset: open.offset,
    length: open.end - open.offset,
    timestamp: reading.timestamp,
    timeMs: reading.timeMs,
    timeNotes: notesOf(open),
    level: reading.level ?? inferred,
    levelInferred: inferred !== null || reading.levelInferred,
    service: reading.service,
    message: message.length > MAX_MESSAGE_CHARS ? message.slice(0, MAX_MESSAGE_CHARS) : message,
    format: reading.format,
    attributes: reading.attributes ?? NO_ATTRIBUTES,
  };
}

/** `exception.type` and `exception.message` of a trace: its first head, or the line that closes a Python traceback. */
function nameException(open: OpenEvent): void {
  const { parts, reading } = open;
  if (reading.attributes?.["exception.type"] !== undefined) return;
  const python = parts.findIndex((line) => line.startsWith("Traceback (most recent call last)"));
  const at =
    python >= 0
      ? parts.findIndex((line, index) => index > python && line !== "" && !/^\s/.test(line))
      : parts.slice(0, 3).findIndex(isExceptionHead);
  const head =
    /^(?:Exception in thread "[^"]{0,100}" |Caused by: |Unhandled exception\. )?([\w.$:\\]{1,200}?)(?:: (.{0,1000}))?$/.exec(
      (parts[at] ?? "").slice(0, 1400),
    );
  if (head === null || !isExceptionHead(head[1] ?? "")) return;
  setAttribute(reading, "exception.type", head[1] ?? "");
  if (head[2] !== undefined) setAttribute(reading, "exception.message", head[2]);
}

function messageOf(open: OpenEvent): string {
  const { parts } = open;
  const own = formatOf(open.reading.format)?.finish?.(parts, open.reading);
  if (own !== undefined) return own;
  if (parts.length === 1) return parts[0] ?? "";
  // a header alone on its line has its message under it
  return parts[0] === "" ? parts.slice(1).join("\n") : parts.join("\n");
}

function notesOf(open: OpenEvent): readonly TimeNote[] {
  const { yearInferred, zoneUnknown, clockOnly, timestamp } = open.reading;
  if (!yearInferred && !zoneUnknown && !clockOnly) return NO_NOTES;
  const notes: TimeNote[] = [];
  if (yearInferred) notes.push("year-inferred");
  if (zoneUnknown) notes.push("zone-unknown");
  if (clockOnly && timestamp === null) notes.push("clock-only");
  return notes;
}

/**
 * What compilers and tools say of themselves: `src/cart.c:12:3: error: …`, `src/cart.ts(12,3): error TS2304: …`, `error[E0425]: …`, `shop: warning: …`,
 * `│ Error: …`, `make: *** …`.
 */
function diagnosisOf(first: string): Level | null {
  if (!mayDiagnose(first)) return null;
  const head = first.slice(0, 400);
  const word = DIAGNOSIS.exec(head)?.[1] ?? PLACED.exec(head)?.[1];
  if (word === undefined) return /^g?make(?:\[\d{1,3}\])?: \*\*\* /.test(head) ? "error" : null;
  return word.toLowerCase() === "warning" ? "warn" : "error";
}

/** A cheap look at what all of them have: a mark within the first word, or a first word of few kinds. Most lines have neither. */
function mayDiagnose(first: string): boolean {
  const limit = Math.min(first.length, 400);
  for (let at = 0; at < limit; at += 1) {
    const c = first.charCodeAt(at);
    if (c === 58 || c === 40 || c === 91) return true;
    if (c === 32) return at === 5 || "│=".includes(first.charAt(0)) || /^[A-Z]{2,20} /.test(first);
  }
  return false;
}

const DIAGNOSIS =
  /^(?:│ |==\d{1,8}== ?)?(?:[\w./-]{1,60}: |[A-Z]{2,20} )?(?:[Ff]atal |FATAL )?([Ee]rror|ERROR|[Ww]arning|WARNING|[Ff]atal|FATAL)(?:\[[\w-]{1,20}\])?: /;
const PLACED = /^[^\s:(]{1,300}[:(]\d{1,7}(?:[:,]\d{1,7})?\)?(?::| -) (?:fatal )?(error|warning)\b/;

/** What gives a level away where none is stated: crashes, tracebacks, exceptions at the head of the text or under it. */
function inferLevel(open: OpenEvent): Level | null {
  const [opening = "", under] = open.parts;
  // a line that only frames what stands under it: `╷`, `=====`, `#`
  const first = under !== undefined && /^[^\p{L}\d]{1,100}$/u.test(opening) ? under : opening;
  const initial = first.charAt(0);
  if (
    "pfFPt#".includes(initial) &&
    /^(?:panic: |fatal error: |FATAL\b|Fatal error\b|PHP Fatal error|terminate called |# A fatal error)/.test(first)
  )
    return "fatal";
  if (
    first.slice(0, 80).includes("Traceback (most recent call last)") ||
    ("Ut".includes(initial) && /^(?:Uncaught |Unhandled |thread '.{0,80}' panicked)/.test(first))
  )
    return "error";
  const diagnosed = diagnosisOf(first);
  if (diagnosed !== null) return diagnosed;
  if (open.lines > 2 && openingState(first) === "source") return "error";
  if (initial === "(" && /^\(node:\d+\) /.test(first))
    return first.includes("UnhandledPromiseRejection") ? "error" : "warn";
  if (isExceptionHead(first)) return /^[\w.$]*Warning\b/.test(first) ? "warn" : "error";
  if (RUBY_HEAD.test(first.slice(0, 600))) return "error";
  const second = open.parts[1];
  if (second !== undefined && (second.startsWith("Traceback (most recent call last)") || isExceptionHead(second)))
    return "error";
  return null;
}

/** `cart.rb:7:in 'Cart#add': no stock (RuntimeError)` */
const RUBY_HEAD = /^[^\s:]{1,200}:\d{1,6}:in [`'][^']{1,100}'?: .{0,250}\([A-Z][\w:]{0,80}\)$/;
