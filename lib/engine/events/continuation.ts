import { isBlank, isDigit } from "../formats/chars.ts";

/**
 * Keeps track of what a headless event is in the middle of, as no header says where the next one begins. The rules are the printed forms of the languages'
 * traces; lines that fit none end the event.
 */
export interface Trace {
  /** What the last line was. */
  state: "none" | "python" | "python-frames" | "frames" | "open" | "go";
}

/** What a line opens when it begins an event. */
export function openingState(text: string): Trace["state"] {
  if (text.startsWith("Traceback (most recent call last)")) return "python";
  if (/^(?:panic: |fatal error: |goroutine \d+ \[)/.test(text)) return "go";
  if (
    /^(?:Unhandled exception|Uncaught |Unhandled Exception|thread '.{0,80}' panicked|PHP (?:Fatal|Parse|Warning|Notice)|exception '|V8 errors)/.test(
      text,
    )
  )
    return "open";
  if (isExceptionHead(text)) return "open";
  return "none";
}

/** `java.lang.IllegalStateException: message`, `Exception in thread "main" …`, `TypeError: message`, `System.X: message ---> …`, `Error`. */
export function isExceptionHead(text: string): boolean {
  if (text.startsWith("Exception in thread ") || text.startsWith("Caused by: ")) return true;
  const match = /^ ?[A-Za-z_$][\w$]{0,60}(?:[.:]{1,2}[A-Za-z_$][\w$]{0,80}){0,12}/.exec(text.slice(0, 400));
  if (match === null) return false;
  const name = match[0].trim();
  const last = name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf(":")) + 1);
  if (!/(?:Error|Exception|Throwable|Fault|Failure|Interrupt|Exit|Warning)$/.test(last)) return false;
  const after = text.slice(match[0].length, match[0].length + 12);
  return after === "" || /^(?:[:;]|\s*\(|\s*\[|\s*--->| at )/.test(after);
}

/** Does `text` go on what the event above it began? Advances `trace`. */
export function continues(text: string, trace: Trace): boolean {
  const state = trace.state;
  if (isFrame(text)) {
    trace.state = state === "python" || state === "python-frames" ? "python-frames" : state === "go" ? "go" : "frames";
    return true;
  }
  if (isChainLink(text)) {
    trace.state = text.startsWith("Traceback")
      ? "python"
      : state === "python" || state === "python-frames"
        ? state
        : "open";
    return true;
  }
  switch (state) {
    case "python":
    case "python-frames":
      // the first unindented line closes a traceback, `KeyError: 'x'`; further lines of its text are indented or follow a chain link
      trace.state = "frames";
      return true;
    case "go":
      return /^(?:goroutine \d+ \[|[\w./*()-]+\(.*\)$|created by |exit status \d|\[signal |r[0-9a-z]{1,2} +0x|\s)/.test(
        text,
      );
    case "open":
      // the message of an exception may go on before its first frame; a blank line or a sentence of another kind ends it
      return false;
    default:
      return false;
  }
}

/** Lines that only traces and blocks have: indented, `at …`, `#0 …`, `... 12 more`, `}` */
function isFrame(text: string): boolean {
  const c = text.charCodeAt(0);
  if (isBlank(c)) return true;
  if (c === 97 && /^at [\w$.<>\[`(/]/.test(text)) return true;
  if (c === 35 && isDigit(text.charCodeAt(1)) && /^#\d{1,4}\s/.test(text)) return true;
  if (c === 46) return /^\.\.\. \d+ (?:more|common frames omitted)/.test(text);
  if (c === 125 || c === 93 || c === 41) return text.length <= 3;
  return /^-{2,3} End of (?:inner exception|stack trace)/.test(text);
}

/** What links one exception to the next. */
function isChainLink(text: string): boolean {
  return /^(?:Caused by: |Suppressed: |Traceback \(most recent call last\)|During handling of the above exception|The above exception was the direct cause|--->|Wrapped by: |Stack trace:|Backtrace:|stack backtrace:|note: run with `RUST_BACKTRACE|note: Some details are omitted|  thrown in |Next [\w\\]+(?:Exception|Error)|Rethrown as|Call stack:|Server stack trace:|Exception rethrown at)/.test(
    text,
  );
}
