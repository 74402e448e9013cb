import { frameOf, type Frame, type Section } from "./languages.ts";

/** One exception of a chain. */
export interface Thrown {
  type: string;
  /** Innermost call first. */
  frames: Frame[];
}

const MAX_LINES = 400;

/** `java.lang.IllegalStateException`, `shop.errors.CartError`, `TypeError`, `Acme\Shop\CartException` */
const TYPE =
  /(?:^|[\s([{:"'])((?:[A-Za-z_$][\w$]*(?:\.|::|\\))*[A-Z][\w$]*(?:Exception|Error|Throwable|Failure|Fault|Interrupt|Warning|Exit|Panic|Timeout|NotFound|Denied))(?=[\s:)\]},"';]|$)/;
/** The line itself starts with a type whatever it is called: `shop.CartEmpty: no items` */
const LEADING_TYPE = /^(?:Caused by: |\[cause\]: )?((?:[A-Za-z_$][\w$]*\.)+[A-Z][\w$]*|[A-Z]\w+)(?=:|$)/;

const MARKS = {
  cause: /^\s*(?:\} \{ )?(?:Caused by: |\[cause\]: )/,
  suppressed: /^\s*Suppressed: /,
  inner: /^\s*---> /,
  innerEnd: /^\s*--- End of inner exception stack trace ---/,
  python: /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\):/,
  pythonNext: /^(?:The above exception was the direct cause|During handling of the above exception)/,
  go: /^(?:panic: |fatal error: |http: panic serving |\[signal )/,
  goroutine: /^goroutine \d+ \[/,
  goCreated: /^created by /,
  rust: /^thread '[^']*'(?: \(\d+\))? panicked at (?:'.*', )?(.*?):\d+:\d+:?$/,
  ruby: /^(?:.*?: )?[^\s:]+:\d+:in [`'].*': .*\(([A-Z][\w:]*)\)$/,
} as const;

/**
 * The exceptions in the lines of one event, the one that was reported first, then its causes. Null when the lines hold
 * no stack. Reads the first 400 lines.
 */
export function traceOf(lines: readonly string[], statedType: string | null): Thrown[] | null {
  const state = createState();
  for (const line of lines.slice(0, MAX_LINES)) read(state, line);
  closePython(state);
  const chain = [...state.chain, ...state.python.toReversed()].filter(
    (thrown) => thrown.frames.length > 0 || thrown.type !== "",
  );
  const [outer] = chain;
  if (outer === undefined || chain.every((thrown) => thrown.frames.length === 0)) return null;
  if (outer.type === "") outer.type = statedType ?? "";
  return outer.type === "" ? null : chain;
}

interface State {
  /** Of everything but Python, whose causes come first. */
  chain: Thrown[];
  current: Thrown | null;
  /** .NET: exceptions whose own frames follow after those of the inner one. */
  waiting: Thrown[];
  python: Thrown[];
  inPython: Thrown | null;
  /** Type that the last header-like line named. */
  header: string;
  skipping: boolean;
  section: Section | null;
}

function createState(): State {
  return {
    chain: [],
    current: null,
    waiting: [],
    python: [],
    inPython: null,
    header: "",
    skipping: false,
    section: null,
  };
}

function read(state: State, line: string): void {
  if (readMark(state, line)) return;
  const frame = frameOf(line, state.section);
  if (frame !== null) addFrame(state, frame);
  else if (state.inPython !== null) readPythonEnd(state, line);
  else if (state.current === null || state.current.frames.length === 0) state.header = typeIn(line) || state.header;
}

/** @returns whether the line was one that only marks where things begin and end */
function readMark(state: State, line: string): boolean {
  if (MARKS.python.test(line)) {
    closePython(state);
    state.inPython = { type: "", frames: [] };
    return true;
  }
  if (MARKS.pythonNext.test(line)) return true;
  if (MARKS.suppressed.test(line)) {
    state.skipping = true;
    return true;
  }
  if (MARKS.cause.test(line)) {
    state.skipping = state.skipping && /^\s/.test(line) && line.startsWith("\t");
    if (!state.skipping) open(state, typeIn(line.trim()));
    return true;
  }
  if (MARKS.inner.test(line)) {
    if (state.current === null) open(state, state.header);
    if (state.current !== null) state.waiting.push(state.current);
    open(state, typeIn(line.replace("--->", "").trim()));
    return true;
  }
  if (MARKS.innerEnd.test(line)) {
    state.current = state.waiting.pop() ?? state.current;
    return true;
  }
  return readPanic(state, line);
}

function readPanic(state: State, line: string): boolean {
  if (MARKS.go.test(line)) {
    state.header ||= line.startsWith("fatal error: ") ? "fatal error" : "panic";
    return true;
  }
  if (MARKS.goroutine.test(line)) {
    state.skipping = (state.current?.frames.length ?? 0) > 0;
    state.section = "goroutine";
    return true;
  }
  if (MARKS.goCreated.test(line)) {
    state.skipping = true;
    return true;
  }
  if (line === "stack backtrace:") {
    state.section = "backtrace";
    return true;
  }
  // Rust puts the file below the function.
  if (state.section === "backtrace" && /^\s+at /.test(line)) return true;
  const rust = MARKS.rust.exec(line);
  if (rust !== null) {
    open(state, "panic");
    state.current?.frames.push({ name: rust[1] ?? "", own: !/^\/rustc\/|[\\/]\.cargo[\\/]/.test(rust[1] ?? "") });
    return true;
  }
  const ruby = MARKS.ruby.exec(line);
  if (ruby === null) return false;
  state.header = ruby[1] ?? "";
  return false;
}

function addFrame(state: State, frame: Frame): void {
  if (state.inPython !== null) {
    state.inPython.frames.unshift(frame);
    return;
  }
  if (state.skipping) return;
  if (state.current === null) open(state, state.header);
  state.current?.frames.push(frame);
}

function open(state: State, type: string): void {
  if (state.current === null && state.header !== "" && state.header !== type)
    state.chain.push({ type: state.header, frames: [] });
  state.current = { type, frames: [] };
  state.chain.push(state.current);
}

/** The first line that is not indented ends a traceback and names its type. */
function readPythonEnd(state: State, line: string): void {
  if (state.inPython === null || /^\s|^$/.test(line)) return;
  state.inPython.type = typeIn(line) || (/^([\w.]+)/.exec(line)?.[1] ?? "");
  closePython(state);
}

function closePython(state: State): void {
  if (state.inPython !== null && state.inPython.frames.length > 0) state.python.push(state.inPython);
  state.inPython = null;
}

function typeIn(line: string): string {
  const text = line.slice(0, 500);
  return TYPE.exec(text)?.[1] ?? LEADING_TYPE.exec(text)?.[1] ?? "";
}
