import type { Line } from "../lines/splitter.ts";
import { FIELDS } from "../formats/fields.ts";
import { STRENGTH, setAttribute, type Reading, type Strength } from "../formats/reading.ts";
import type { Recogniser } from "../formats/recogniser.ts";
import { formatOf, isSingleLine } from "../formats/registry.ts";
import { readObject, parseObject } from "../formats/structured/json.ts";
import type { Context } from "../formats/reading.ts";
import { MAX_MESSAGE_CHARS } from "../vocabulary.ts";
import { isBlank, isDigit, skipBlanks } from "../formats/chars.ts";
import { continues, isCrash, isDeath, isInTrace, isTraceLine, openingState, type Trace } from "./continuation.ts";
import { createBlock, type Block } from "./block.ts";
import { finishEvent } from "./finish.ts";
import type { ReadEvent } from "./event.ts";

/** An event that may still grow. */
export interface OpenEvent {
  line: number;
  lines: number;
  offset: number;
  /** Byte behind its last. */
  end: number;
  reading: Reading;
  parts: string[];
  /** Its last line, without its header. */
  last: string;
  /** Its first line is indented. */
  indented: boolean;
  /** A wrapper dates each of its lines. */
  wrapped: boolean;
  /** The time of its last line that states one. */
  lastMs: number;
  chars: number;
  /** Blank lines since its last line: its own only when more of it follows. */
  blanks: number;
  trace: Trace;
  /** The runtime cut this record: the next of its stream goes on in the same line. */
  partial: boolean;
  closed: boolean;
}

/** Where one stream of a source stands. */
interface Stream {
  open: OpenEvent | null;
  block: Block | null;
  /** The strongest header seen in it. */
  base: Strength;
}

/** What a wrapper around the line has already told. */
export interface Wrapped {
  stream: string;
  service: string | null;
  time: string | null;
  partial: boolean;
  format: string;
}

/** Joins lines to events, per stream, and gives them out in the order of their first lines. */
export interface Assembler {
  add(line: Line, text: string, wrapped: Wrapped | null, out: ReadEvent[]): void;
  end(out: ReadEvent[]): void;
}

/** A stream that is silent for so many lines has said all of its event: bounds what waits for it. */
const MAX_WAIT_LINES = 2000;

export function createAssembler(recogniser: Recogniser, reading: Reading, context: Context): Assembler {
  const streams = new Map<string, Stream>();
  // in order of their first lines; longer than one only when streams are interleaved
  const waiting: OpenEvent[] = [];

  const streamOf = (key: string): Stream => {
    let stream = streams.get(key);
    if (stream === undefined) {
      stream = { open: null, block: null, base: STRENGTH.none };
      streams.set(key, stream);
    }
    return stream;
  };

  const flush = (out: ReadEvent[]): void => {
    let done = 0;
    for (let open = waiting[0]; open?.closed === true; open = waiting[done]) {
      out.push(finishEvent(open));
      done += 1;
    }
    if (done === 1) waiting.shift();
    else if (done > 1) waiting.splice(0, done);
  };

  const close = (stream: Stream): void => {
    if (stream.open !== null) stream.open.closed = true;
    stream.open = null;
    stream.block = null;
  };

  const begin = (stream: Stream, line: Line, text: string, wrapped: Wrapped | null, read: Reading): void => {
    close(stream);
    const open: OpenEvent = {
      line: line.number,
      lines: line.lines,
      offset: line.offset,
      end: line.offset + line.length,
      reading: { ...read },
      parts: [read.message],
      last: read.message,
      indented: isBlank(text.charCodeAt(0)),
      lastMs: read.timeMs ?? 0,
      chars: read.message.length,
      blanks: 0,
      trace: { state: "unread" },
      wrapped: wrapped !== null && wrapped.time !== null,
      partial: wrapped?.partial ?? false,
      closed: false,
    };
    stream.open = open;
    if (read.strength > stream.base) stream.base = read.strength;
    waiting.push(open);
  };

  const closeSilent = (number: number): void => {
    const oldest = waiting[0];
    if (waiting.length < 2 || oldest === undefined || number - oldest.line < MAX_WAIT_LINES) return;
    for (const stream of streams.values()) if (stream.open === oldest) close(stream);
  };

  return {
    add(line, text, wrapped, out) {
      const stream = streamOf(wrapped?.stream ?? "");
      const { open } = stream;
      if (open !== null && open.partial) goOn(open, line, text, wrapped?.partial ?? false);
      else if (isEmpty(text)) {
        if (open !== null) open.blanks += 1;
      } else if (stream.block !== null && open !== null && stream.block.add(text)) {
        append(open, line, text);
        if (stream.block.complete()) {
          readBlock(open, reading, context);
          stream.block = null;
        }
      } else {
        stream.block = null;
        const recognised = recogniser.read(text, reading);
        if (wrapped !== null) addWrapper(reading, wrapped, context);
        const repeated = recognised && open !== null && repeatsHeader(open, reading, text);
        if (repeated || (recognised ? !startsEvent(stream, reading, text) : open !== null)) {
          if (open !== null && (repeated || joins(open, text))) {
            if (completesHeader(open, reading, text)) extend(open, line);
            else
              append(
                open,
                line,
                repeated || (recognised && reading.strength === STRENGTH.full) ? reading.message : text,
              );
            if (reading.timeMs !== null) open.lastMs = reading.timeMs;
            closeSilent(line.number);
            return;
          }
        }
        if (!recognised) recogniser.readPlain(text, reading);
        begin(stream, line, text, wrapped, reading);
        if (!recognised) stream.block = createBlock(text);
      }
      closeSilent(line.number);
      flush(out);
    },
    end(out) {
      for (const stream of streams.values()) close(stream);
      flush(out);
    },
  };
}

function isEmpty(text: string): boolean {
  return !(text.charCodeAt(0) > 32) && text.trim() === "";
}

/** A weaker header than the stream's own belongs to the event above it, as `INFO: …` under a dated line does. */
function startsEvent(stream: Stream, reading: Reading, text: string): boolean {
  const { open } = stream;
  if (open === null) return true;
  const own = reading.format === open.reading.format ? formatOf(reading.format) : undefined;
  if (own?.goesOn?.(text, open.last, reading, open.reading) === true) return false;
  if (isInset(open, reading, text)) return false;
  if (reading.strength === STRENGTH.full || reading.strength >= stream.base || standsAlone(reading, text)) return true;
  return isSingleLine(open.reading.format) || (own !== undefined && isSingleLine(own.id));
}

/** A clock with a level is the whole header of a program that shares the stream: `[10:15:03] [WARN] …`. */
const standsAlone = (reading: Reading, text: string): boolean =>
  reading.strength === STRENGTH.clock && reading.level !== null && !isBlank(text.charCodeAt(0));

/** Does a line without a header of its own belong to the open event? */
function joins(open: OpenEvent, text: string): boolean {
  // tail's mark between files
  if (text.startsWith("==> ") && text.endsWith(" <==")) return false;
  if (!isHeaded(open.reading)) return continues(text, open.last, open.trace);
  // nobody logs a crash at a quiet level: standard error speaks between the lines of standard output
  if (open.lines === 1 && isQuiet(open.reading) && isCrash(text)) return false;
  if (open.lines === 1 && open.reading.level === null && isDeath(text)) return false;
  // a banner's own date is weak, yet it heads what follows
  if (open.reading.strength !== STRENGTH.weak || (open.reading.timestamp !== null && !open.wrapped)) return true;
  // consoles print much between undated `INFO: …` lines; under `ERROR: …` a trace is what the error is about
  if (open.parts[0] === "" && open.lines === 1) return true;
  if (continues(text, open.last, open.trace)) return true;
  const opened = isSevere(open.reading) ? openingState(text) : "none";
  if (opened === "none") return false;
  open.trace.state = opened;
  return true;
}

/**
 * Syslog, logcat and journals write a trace line by line, each behind the same header: the frames belong to what opened them. The trace is looked at without
 * its headers.
 */
function repeatsHeader(open: OpenEvent, reading: Reading, text: string): boolean {
  const head = open.reading;
  if (reading.format !== head.format || reading.level !== head.level) return false;
  if (reading.service !== head.service || (reading.timeMs === null) !== (head.timeMs === null)) return false;
  const inTrace = isInTrace(open.trace) || (open.lines === 1 && opensTrace(open.last));
  if (!inTrace && !mayBeFrame(withoutInstance(reading.message))) return false;
  const message = indentedMessage(withoutInstance(reading.message), text);
  if (message === null) return false;
  // logged at the same moment, the traceback is what the message above it is about
  const told = head.level === "error" && reading.timeMs !== null && reading.timeMs === open.lastMs && open.lines === 1;
  if (told && message.startsWith("Traceback (most") && sameProcess(reading, head)) {
    open.trace.state = "python";
    reading.message = message;
    return true;
  }
  if (!(inTrace || isTraceLine(message))) return false;
  if (Math.abs((reading.timeMs ?? 0) - open.lastMs) > REPEAT_MS || !sameProcess(reading, head)) return false;
  if (!continues(message, open.last, open.trace)) return false;
  reading.message = message;
  return true;
}

/** A cheap look at what only traces have: most lines are none. */
function mayBeFrame(message: string): boolean {
  switch (message.charCodeAt(0)) {
    case 97:
      return message.startsWith("at ");
    case 70:
      return message.startsWith('File "');
    case 67:
      return message.startsWith("Caused by") || message.startsWith("Call stack");
    case 83:
      return message.startsWith("Stack") || message.startsWith("Suppressed") || message.startsWith("Server stack");
    case 46:
      return message.startsWith("...");
    case 84:
      return message.startsWith("Traceback (most");
    case 35:
    case 45:
      return true;
    default:
      return false;
  }
}

/** OpenStack repeats what a message is about on each line of its trace. */
const withoutInstance = (message: string): string =>
  message.startsWith("[instance: ") ? message.slice(message.indexOf("] ") + 2) : message;

const opensTrace = (message: string): boolean => {
  const c = message.charCodeAt(0);
  return (c === 84 || c === 70 || c === 112 || c === 69 || c === 85) && OPENS_TRACE.test(message);
};

const OPENS_TRACE = /^(?:Traceback \(most|FATAL EXCEPTION|panic: |Exception in thread|Uncaught )/;
/** Lines of one trace are written at once. */
const REPEAT_MS = 1000;

const sameProcess = (a: Reading, b: Reading): boolean =>
  a.attributes?.["process.pid"] === b.attributes?.["process.pid"] &&
  a.attributes?.["thread.id"] === b.attributes?.["thread.id"];

/** The message with the blanks that it was indented by; null when it is not the end of its line. */
function indentedMessage(message: string, text: string): string | null {
  if (message === "" || !text.endsWith(message)) return null;
  let start = text.length - message.length;
  while (isBlank(text.charCodeAt(start - 1))) start -= 1;
  const blanks = text.slice(start, text.length - message.length);
  return blanks.length > 1 || blanks === "\t" ? blanks.replace(/^ /, "") + message : message;
}

/** `  2024-05-02 10:15:03 …` under a line that is not indented is what that line is about. */
function isInset(open: OpenEvent, reading: Reading, text: string): boolean {
  return (
    reading.format === "header" &&
    open.reading.format === "header" &&
    open.reading.strength === STRENGTH.full &&
    !open.indented &&
    isBlank(text.charCodeAt(0)) &&
    isDigit(text.charCodeAt(skipBlanks(text, 0)))
  );
}

const isQuiet = ({ level }: Reading): boolean => level === "info" || level === "debug" || level === "trace";

const isSevere = ({ level }: Reading): boolean =>
  level === null || level === "warn" || level === "error" || level === "fatal";

/** Everything up to the next header belongs to it. */
function isHeaded(reading: Reading): boolean {
  return reading.strength > STRENGTH.none && !isSingleLine(reading.format);
}

/** The second line of a two-line header: `May 02, 2024 10:15:03 AM com.example.Foo bar` / `WARNING: message`. */
function completesHeader(open: OpenEvent, reading: Reading, text: string): boolean {
  if (open.lines > 1 || open.reading.level !== null || reading.level === null || reading.strength !== STRENGTH.weak)
    return false;
  const names = /^([\w$.]{3,200})(?: ([\w$<>]{1,80}))?$/.exec(open.parts[0] ?? "");
  const message = /^[A-Z]{3,11}: ?/.exec(text.slice(0, 14));
  if (names === null || message === null) return false;
  open.reading.level = reading.level;
  if (open.reading.service === null) FIELDS["logger"]?.(open.reading, names[1] ?? "");
  setAttribute(open.reading, "code.function.name", names[2] ?? names[1] ?? "");
  open.parts[0] = text.slice(message[0].length);
  open.chars = text.length;
  return true;
}

function extend(open: OpenEvent, line: Line): void {
  open.lines += open.blanks + line.lines;
  open.blanks = 0;
  open.end = line.offset + line.length;
}

function append(open: OpenEvent, line: Line, text: string): void {
  for (let blank = 0; blank < open.blanks && open.chars < MAX_MESSAGE_CHARS; blank += 1) {
    open.parts.push("");
    open.chars += 1;
  }
  extend(open, line);
  open.last = text;
  if (open.chars >= MAX_MESSAGE_CHARS) return;
  open.parts.push(text);
  open.chars += text.length + 1;
}

/** The rest of a record that the runtime cut. */
function goOn(open: OpenEvent, line: Line, text: string, partial: boolean): void {
  extend(open, line);
  open.partial = partial;
  if (open.chars >= MAX_MESSAGE_CHARS) return;
  const last = open.parts.length - 1;
  open.parts[last] = (open.parts[last] ?? "") + text;
  open.chars += text.length;
}

function addWrapper(reading: Reading, wrapped: Wrapped, context: Context): void {
  if (reading.timestamp === null && wrapped.time !== null && context.timeAt(wrapped.time, 0)) {
    context.setTime(reading);
    reading.clockOnly = false;
  }
  // a container's name is a service's; a logger's only stands in for one
  const { service } = reading;
  if (service === null || service === reading.attributes?.["log.logger"]) reading.service = wrapped.service ?? service;
  if (reading.format === "text") reading.format = wrapped.format;
  if (wrapped.stream !== "")
    setAttribute(reading, wrapped.service === null ? "log.iostream" : "container.name", wrapped.stream);
}

/** A pretty-printed JSON object is whole: reads it as if it had stood on one line. */
function readBlock(open: OpenEvent, reading: Reading, context: Context): void {
  const text = open.parts.join("\n");
  const object = parseObject(text);
  if (object === null) return;
  Object.assign(reading, { ...open.reading, attributes: null });
  if (!readObject(object, text, reading, context)) return;
  open.reading = { ...reading };
  open.parts = [reading.message];
  open.chars = reading.message.length;
}
