import { goesOnReport, opensReport, type Report } from "./report.ts";
import { isBlank, isDigit, isWordChar, skipBlanks } from "../formats/chars.ts";

/**
 * What a headless event is in the middle of, as no header says where the next one begins. The rules are the printed forms of the languages' traces; a line
 * that fits none ends the event.
 */
export interface Trace {
  state: TraceState;
  /** The printed report that it is, in state `report`. */
  report?: Report;
}

/**
 * `python`: frames of a traceback, until its unindented last line. `chained`: a sentence that announces another traceback. `frames`: inside frames. `source`: Node's
 * `file.js:3` and the source line with its caret. `go`: goroutine dumps. `open`: an exception's message before its frames.
 */
export type TraceState =
  | "unread"
  | "none"
  | "python"
  | "chained"
  | "frames"
  | "source"
  | "go"
  | "open"
  | "crash"
  | "report";

/** What a line opens when it begins an event. */
export function openingState(text: string): TraceState {
  if (text.startsWith("Traceback (most recent call last)")) return "python";
  if (/^(?:panic: |fatal error: |goroutine \d+ \[|runtime: )/.test(text)) return "go";
  if (
    /^(?:Unhandled |Uncaught |unhandled |thread '.{0,80}' panicked|PHP (?:Fatal|Parse|Warning|Notice)|Fatal error: |exception '|V8 errors|FATAL EXCEPTION: |Exception in thread )/.test(
      text,
    )
  )
    return "open";
  if (/^(?:Thread \d+ Crashed|Process: |Crashed Thread:)/.test(text)) return "crash";
  if (/^(?:\/|file:\/\/|[A-Z]:\\|node:)\S{1,300}:\d{1,7}$/.test(text.slice(0, 400))) return "source";
  return isExceptionHead(text) ? "open" : "none";
}

const EXCEPTION_NAME = /(?:Error|Exception|Throwable|Fault|Failure|Interrupt|Exit|Warning)$/;

/** Lines with which a program goes down, whatever it was saying before. */
export const isCrash = (text: string): boolean =>
  /^(?:Exception in thread |panic: |fatal error: |Traceback \(most recent call last\)|thread '.{0,80}' panicked|Unhandled exception|Uncaught )/.test(
    text.slice(0, 140),
  );

/** What a runtime prints when it dies: no program logs it as its own text. */
export const isDeath = (text: string): boolean =>
  /^(?:Exception in thread |panic: |fatal error: |thread '.{0,80}' panicked|Unhandled exception|terminate called )/.test(
    text.slice(0, 140),
  );

/** `java.lang.IllegalStateException: message`, `Exception in thread "main" …`, `TypeError: message`, `System.X: message ---> …`, `Error`. */
export function isExceptionHead(text: string): boolean {
  if (text.startsWith("Exception in thread ") || text.startsWith("Caused by: ")) return true;
  const end = nameEnd(text);
  // every such name ends in one of these letters
  if (
    end < 0 ||
    !"rneltg".includes(text.charAt(end - 1)) ||
    !EXCEPTION_NAME.test(text.slice(Math.max(0, end - 12), end))
  )
    return false;
  const after = text.slice(end, end + 12);
  return after === "" || /^(?:[:;]|\s*\(|\s*\[|\s*--->| at )/.test(after);
}

const isNameChar = (c: number): boolean => isWordChar(c) || c === 36;

/** End of a dotted, `::`-ed or `\`-ed name at the head of `text`, or -1. */
function nameEnd(text: string): number {
  let at = text.charCodeAt(0) === 32 ? 1 : 0;
  const start = at;
  const limit = Math.min(text.length, 300);
  while (at < limit) {
    const c = text.charCodeAt(at);
    if (!isNameChar(c)) {
      const next = text.charCodeAt(at + 1);
      const joined = (c === 46 || c === 92) && (isNameChar(next) || next === 58);
      if (!joined && !(c === 58 && next === 58)) break;
      if (c === 58) at += 1;
    }
    at += 1;
  }
  return at > start && !isDigit(text.charCodeAt(start)) ? at : -1;
}

/** Does `text` go on the event whose last line is `last`? Advances `trace`. */
export function continues(text: string, last: string, trace: Trace): boolean {
  const state = trace.state === "unread" ? firstState(last, trace) : trace.state;
  trace.state = state;
  if (trace.report !== undefined && goesOnReport(trace.report, text)) return true;
  if (isIndented(text) || (isFrame(text) && (text.charCodeAt(0) !== 35 || state !== "none" || text.startsWith("#0")))) {
    if (state === "none" || state === "chained" || state === "open") trace.state = "frames";
    return true;
  }
  if (isChainSentence(text)) {
    trace.state = "chained";
    return true;
  }
  if (isChainLink(text)) {
    trace.state = text.startsWith("Current stack trace") ? "crash" : "open";
    return true;
  }
  switch (state) {
    case "python":
      // the first unindented line closes a traceback: `KeyError: 'x'`
      trace.state = "frames";
      return true;
    case "chained":
      trace.state = text.startsWith("Traceback") ? "python" : "frames";
      return true;
    case "go":
      return isGoLine(text);
    case "source":
      if (!isExceptionHead(text)) return false;
      trace.state = "open";
      return true;
    case "crash":
      return isDigit(text.charCodeAt(0));
    default:
      // `Unhandled exception:` and `nested exception is:` announce the line under them
      if (state === "open" && last.startsWith("Process: ")) return isExceptionHead(text);
      if (isBoxed(text) && isBoxed(last)) return !OPENS_BOX.includes(text.charAt(0));
      if (state === "frames" && GUTTER.test(text.slice(0, 16))) return true;
      return (state === "open" || state === "frames") && last.endsWith(":") && !text.startsWith("Traceback");
  }
}

function firstState(last: string, trace: Trace): TraceState {
  const report = opensReport(last);
  if (report === null) return openingState(last);
  trace.report = report;
  return "report";
}

/** Is a trace under way? */
export const isInTrace = (trace: Trace): boolean => trace.state !== "unread" && trace.state !== "none";

/** A line that only traces have, or that opens one. */
export function isTraceLine(text: string): boolean {
  const start = skipBlanks(text, 0);
  return (
    (start > 0 && /^(?:at \S|File "|\.\.\. \d+ )/.test(text.slice(start, start + 12))) ||
    isChainLink(text) ||
    isFrame(text)
  );
}

/** `12 |     let x = 1;` of a compiler that shows the source. */
const GUTTER = /^(?:\d{1,7} {1,4}\|(?: |$)|\.\.\.$)/;

/** A frame drawn around text: `╷ │ ╵`, `╭ │ ╰`. */
const isBoxed = (text: string): boolean => {
  const c = text.charCodeAt(0);
  return c >= 0x2500 && c <= 0x257f;
};

const OPENS_BOX = "╭╷┌┏╔";

const isIndented = (text: string): boolean => isBlank(text.charCodeAt(0));

/** Lines that only traces and blocks have: `at …`, `#0 …`, `... 12 more`, `}`, `--- End of inner exception stack trace ---`. */
function isFrame(text: string): boolean {
  const c = text.charCodeAt(0);
  if (c === 97) return /^at [\w$.<>[`(/]/.test(text);
  if (c === 35) return /^#\d{1,4}\s/.test(text);
  if (c === 46) return /^\.\.\. \d+ (?:more|common frames omitted|frames? )/.test(text);
  if (c === 125 || c === 93 || c === 41) return text.length <= 3;
  return c === 45 && /^-{2,3} End of (?:inner exception|stack trace)/.test(text);
}

function isChainSentence(text: string): boolean {
  return (
    text.startsWith("During handling of the above exception") ||
    text.startsWith("The above exception was the direct cause")
  );
}

/** What links one exception to the next, or to its frames. */
function isChainLink(text: string): boolean {
  const c = text.charAt(0);
  if (!"CS-WBnNREP ".includes(c) && c !== "s") return false;
  return /^(?:Caused by:(?: |$)|Suppressed: |--->|Wrapped by: |Stack ?[Tt]race:|Backtrace:|stack backtrace:|note: |Next [\w\\]{1,200}(?:Exception|Error)|Rethrown as|Call stack:|Current stack trace:|Node\.js v\d|Process: \S+, PID: \d|Server stack trace:|Exception rethrown at)/.test(
    text,
  );
}

/** `goroutine 1 [running]:`, `main.main()`, `created by main.run`, `exit status 2`, registers. */
function isGoLine(text: string): boolean {
  if (
    /^(?:goroutine \d+ \[|created by |exit status \d|\[signal |\[recovered\]|panic: |runtime stack:|r[0-9a-z]{1,3} +0x)/.test(
      text,
    )
  )
    return true;
  const open = text.indexOf("(");
  return open > 0 && text.endsWith(")") && text.lastIndexOf(" ", open) < 0;
}
