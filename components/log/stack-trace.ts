/** One line of a stack trace, or a run of library frames folded into one. */
export type TraceLine =
  | { kind: "exception" | "text" | "own" | "library"; text: string }
  | { kind: "folded"; lines: string[]; packages: string[] };

export interface StackTrace {
  lines: TraceLine[];
  /** Lines in all, and how many of them are folded away. */
  total: number;
  folded: number;
}

/** Frames shown right below an exception before its library frames are folded: they say what was being called. */
const KEPT_BELOW_EXCEPTION = 3;
/** A single folded line would hide nothing but itself. */
const FOLD_FROM = 2;

/** Reads a trace of Java, .NET, JavaScript, Python, Go, Ruby, PHP or Rust. Null when the text has no frames. */
export function stackTraceOf(text: string): StackTrace | null {
  const read = text.split("\n").map(readLine);
  const isFrame = read.map((line, at) => line.frame || (line.source && (read[at - 1]?.frame ?? false)));
  if (isFrame.filter(Boolean).length < 2) return null;
  const lines: TraceLine[] = [];
  let keep = KEPT_BELOW_EXCEPTION;
  for (let at = 0; at < read.length;) {
    const line = read[at];
    if (line === undefined) break;
    if (!isFrame[at]) {
      lines.push({ kind: line.exception ? "exception" : "text", text: line.text });
      if (line.exception) keep = KEPT_BELOW_EXCEPTION;
      at += 1;
      continue;
    }
    let end = at;
    while (end < read.length && isFrame[end] && libraryAt(read, end) !== null) end += 1;
    if (end === at) {
      lines.push({ kind: "own", text: line.text });
      keep = 0;
      at += 1;
      continue;
    }
    const shown = Math.min(keep, end - at);
    for (const { text: frame } of read.slice(at, at + shown)) lines.push({ kind: "library", text: frame });
    pushFolded(lines, read.slice(at + shown, end));
    keep = 0;
    at = end;
  }
  const folded = lines.reduce((sum, line) => sum + (line.kind === "folded" ? line.lines.length : 0), 0);
  return { lines, total: read.length, folded };
}

interface ReadLine {
  text: string;
  frame: boolean;
  /** The line of source code that Python and Go print below a frame. */
  source: boolean;
  exception: boolean;
  library: string | null;
}

const FRAME =
  /^\s*(?:at \S|\.\.\. \d+ (?:more|common frames)|File "[^"]+", line \d+|from \S+:\d+:in |#\d+ \S|\d+: (?:0x[0-9a-f]+ - )?[\w<]\S*::)|^[\w./*()-]+\(.{0,200}\)$|^\s+\S+\.(?:go|s):\d+/;
const EXCEPTION =
  /^\s*(?:Caused by: |Suppressed: |During handling of|The above exception|Traceback \(most recent|panic: |thread '|goroutine \d+|Unhandled |Uncaught |(?:[\w$]+\.)*[\w$]*(?:Error|Exception|Throwable|Panic|Fault)\b)/;

/** Where frames that are not ours live; the first group names the package. */
const LIBRARIES: readonly RegExp[] = [
  /\bnode_modules\/((?:@[\w.-]+\/)?[\w.-]+)/,
  /\((node:[\w/]+)/,
  /\b(node:internal)/,
  /(?:site|dist)-packages\/([\w.-]+)/,
  /\/lib\/(python[\d.]*)\//,
  /\/pkg\/mod\/([\w.-]+\/[\w.-]+(?:\/[\w.-]+)?)/,
  /\/(?:usr\/local\/)?(go)\/src\//,
  /\/gems\/([\w-]+?)-\d/,
  /\/vendor\/([\w.-]+\/[\w.-]+)/,
  /\/registry\/src\/[^/]+\/([\w-]+?)-\d/,
  /\/(rustc)\//,
  /^\s*\d+: (?:0x[0-9a-f]+ - )?<?(core|std|alloc|tokio|hyper)::/,
  /^\s*at (?:[\w.]+\/)?((?:java|javax|jakarta|jdk|sun|kotlin|kotlinx|scala|akka|reactor|okhttp3|retrofit2|feign|rx)\b)/,
  /^\s*at (?:[\w.]+\/)?((?:com\.sun|com\.zaxxer|com\.fasterxml|com\.google|com\.mysql|com\.mongodb|com\.rabbitmq|com\.netflix|com\.amazonaws)\b)/,
  /^\s*at (?:[\w.]+\/)?((?:org\.(?:springframework|apache|hibernate|postgresql|eclipse|jboss|elasticsearch|redisson|mariadb|slf4j|aspectj|h2|junit|mongodb))\b)/,
  /^\s*at (?:[\w.]+\/)?((?:io\.(?:netty|grpc|undertow|vertx|lettuce|micrometer|quarkus|opentelemetry|reactivex|ktor))\b)/,
  /^\s*at ((?:System|Microsoft|Npgsql|Newtonsoft|Polly|Serilog|StackExchange)\b)/,
  /^(runtime|net\/http|database\/sql|reflect|syscall)\./,
];

function readLine(text: string): ReadLine {
  const head = text.slice(0, 1000);
  const frame = FRAME.test(head);
  return {
    text,
    frame,
    source: !frame && /^\s{2,}\S/.test(head),
    exception: !frame && EXCEPTION.test(head),
    library: packageOf(head),
  };
}

function packageOf(text: string): string | null {
  if (/^\s*\.\.\. \d+ (?:more|common)/.test(text)) return "";
  for (const library of LIBRARIES) {
    const found = library.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

/** The package of the frame at `at`; a line of source belongs to the frame above, Go's function to the path below. */
function libraryAt(read: readonly ReadLine[], at: number): string | null {
  const line = read[at];
  if (line === undefined) return null;
  if (line.library !== null) return line.library;
  if (line.source) return read[at - 1]?.library ?? null;
  const below = read[at + 1];
  return line.text.endsWith(")") && below !== undefined && /^\s+\S+\.(?:go|s):\d+/.test(below.text)
    ? below.library
    : null;
}

function pushFolded(lines: TraceLine[], frames: readonly ReadLine[]): void {
  if (frames.length < FOLD_FROM) {
    for (const { text } of frames) lines.push({ kind: "library", text });
    return;
  }
  const packages = new Set(frames.map(({ library }) => library).filter((name) => name !== null && name !== ""));
  lines.push({
    kind: "folded",
    lines: frames.map(({ text }) => text),
    packages: [...packages].flatMap((p) => p ?? []),
  });
}
