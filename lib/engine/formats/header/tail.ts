import { isBlank, isUpper, skipBlanks } from "../chars.ts";
import { FIELDS } from "../fields.ts";
import { levelOf } from "../level.ts";
import { setAttribute, type Reading } from "../reading.ts";
import { keepField, readGroup, readSourceFile } from "./group.ts";
import { takeField, takeGroup } from "./middle.ts";
import {
  assignmentAt,
  groupEnd,
  isDottedName,
  isInteger,
  isName,
  isProse,
  isRequestId,
  isTechnicalName,
  isThreadName,
  sourceFileLength,
  tokenEnd,
} from "./tokens.ts";
import { isSeparator, passSeparators, type Walk } from "./walk.ts";

const MAX_STEPS = 8;

/** Behind time and level: threads, loggers, source places, up to the first thing that may be the message. */
export function readTail(walk: Walk): void {
  const { text } = walk;
  takeColumns(walk);
  for (let steps = 0; steps < MAX_STEPS && !walk.done; steps += 1) {
    const before = walk.pos;
    const end = separatorAhead(walk);
    const pairs = end > 0 ? -1 : pairsAhead(walk);
    if (end > 0) takeUpTo(walk, end);
    else if (pairs > 0) {
      takeUpTo(walk, pairs);
      walk.done = true;
    } else if (!takeTailGroup(walk) && !takeName(walk)) return;
    passSeparators(walk);
    // what stands last is the message, whatever it looks like
    if (walk.pos >= text.length) walk.pos = before;
    if (walk.pos === before) return;
  }
}

/** `…Z\tERROR\tcontroller\tunable to start`, `…;ERROR;com.acme.Cart;no stock`: words between the marks that stand around the level are columns. */
function takeColumns(walk: Walk): void {
  const { text } = walk;
  const mark = text.charAt(walk.pos - 1);
  if (mark === "" || !"\t;,|".includes(mark) || (mark !== "\t" && walk.reading.level === null)) return;
  for (let columns = 0; columns < MAX_STEPS; columns += 1) {
    const end = text.indexOf(mark, walk.pos);
    const word = end < 0 || end - walk.pos > 100 ? "" : text.slice(walk.pos, end);
    // fields of a message that stands here: `compacted\t{"rev": 12}`
    if ((!isName(word) && !isInteger(word)) || (text.charCodeAt(end + 1) === 123 && text.endsWith("}"))) return;
    // a sentence's comma has a blank behind it
    if (end + 1 === text.length || (mark !== "\t" && isBlank(text.charCodeAt(end + 1)))) return;
    keepField(word, walk.reading);
    walk.pos = end + 1;
    walk.done = true;
  }
}

/** End of `pid=64 tid=a0 class=MailJob:`, named values up to a colon that ends the header; -1 when a message comes first. */
function pairsAhead(walk: Walk): number {
  const { text } = walk;
  let pos = walk.pos;
  for (let pairs = 0; pairs < 12 && pos < text.length; pairs += 1) {
    const end = tokenEnd(text, pos);
    const word = text.slice(pos, end);
    if (assignmentAt(word) < 0) return -1;
    if (word.endsWith(":")) return end;
    pos = skipBlanks(text, end);
  }
  return -1;
}

/**
 * Start of the ` - `, ` : ` or ` | ` that ends the header, when only header-like tokens stand before it: `[worker-7] c.e.Cart (null) - `. Behind a level
 * only, as sentences have dashes too.
 */
function separatorAhead(walk: Walk): number {
  const { text, reading } = walk;
  if (reading.level === null) return -1;
  let pos = walk.pos;
  let sure = false;
  let worded = false;
  for (let tokens = 0; tokens < 5 && pos < text.length; tokens += 1) {
    const c = text.charCodeAt(pos);
    let end: number;
    if (c === 91 || c === 40) {
      const close = groupEnd(text, pos);
      if (close < 0) return -1;
      end = close + 1;
      sure = true;
    } else {
      end = tokenEnd(text, pos);
      const word = text.slice(pos, end);
      // `ThreadId(01) my_crate::module: message`
      if (word.endsWith(":")) return tokens > 0 && !worded && isLoggerName(word.slice(0, -1)) ? pos : -1;
      const plain = isName(word) && tokens === 0;
      const known = isTechnicalName(word) || isInteger(word) || (assignmentAt(word) > 0 && tokens < 3);
      if (!known && !plain) return -1;
      worded ||= !known;
      sure ||= isDottedName(word) || isInteger(word);
    }
    const next = skipBlanks(text, end);
    if (isSeparator(text, next)) {
      // ` : ` behind one word is a sentence or a setting, `maxThreads : 14`; ` -- ` is a sentence's dash
      if (text.startsWith("--", next) && !text.startsWith("---", next)) return -1;
      return text.charCodeAt(next) !== 58 || sure ? next : -1;
    }
    pos = next;
  }
  return -1;
}

const isLoggerName = (word: string): boolean => isDottedName(word) && !/(?:Error|Exception|Warning)$/.test(word);

function takeUpTo(walk: Walk, end: number): void {
  while (walk.pos < end) {
    if (!takeGroup(walk) && !takeField(walk)) return;
    walk.pos = skipBlanks(walk.text, walk.pos);
  }
}

/** A bracket behind the level is header when it looks like a thread, logger, place or id; `[partition=1 x]` opens a message. */
function takeTailGroup(walk: Walk): boolean {
  const { text, reading } = walk;
  const c = text.charAt(walk.pos);
  if (c !== "[" && c !== "(" && c !== "<") return false;
  const end = groupEnd(text, walk.pos);
  if (end < 0) return false;
  const inner = text.slice(walk.pos + 1, end).trim();
  const next = text.charCodeAt(end + 1);
  if (/^client\b/.test(inner)) {
    setAttribute(reading, "client.address", inner.slice(7).replace(/:\d+$/, ""));
    return false;
  }
  if (c === "(" && !isParenthesisedField(inner, next)) return false;
  if (c === "<" && !readAngled(inner, reading)) return false;
  // `10:15:03 [Pipeline] sh`: a word in front of a message without a level is its own
  if (c === "[" && reading.level === null && isProse(inner) && isUpper(inner.charCodeAt(0))) return false;
  if (c === "[" && inner.includes(" ") && classFollows(text, end + 1)) setAttribute(reading, "thread.name", inner);
  else if (c !== "<" && !readGroup(inner, reading) && !readPairs(inner, reading)) return false;
  walk.pos = end + 1;
  // `<0.813.0>@shop_cart:add/3:302 `
  if (c === "<" && text.charCodeAt(walk.pos) === 64) {
    const stop = tokenEnd(text, walk.pos);
    setAttribute(reading, "code.function.name", text.slice(walk.pos + 1, stop));
    walk.pos = stop;
  }
  return true;
}

/** `[IPC Server handler 0 on 62270] org.apache.hadoop.ipc.Server: `: words in a bracket are a thread when a class stands behind it. */
function classFollows(text: string, pos: number): boolean {
  const start = skipBlanks(text, pos);
  const word = text.slice(start, tokenEnd(text, start));
  return word.endsWith(":")
    ? isDottedName(word.slice(0, -1))
    : isDottedName(word) && isSeparator(text, skipBlanks(text, start + word.length));
}

/** `<0.7.0>` of Erlang, `<airportd[88]>` of macOS. */
function readAngled(inner: string, reading: Reading): boolean {
  const program = /^([A-Za-z][\w.-]{0,60})\[(\d{1,8})\]$/.exec(inner);
  if (program !== null) {
    reading.service ??= program[1] ?? null;
    setAttribute(reading, "process.pid", Number(program[2]));
    return true;
  }
  if (!/^\d+\.\d+\.\d+$/.test(inner)) return false;
  setAttribute(reading, "process.pid", inner);
  return true;
}

/** `(Foo.java:12)`, `(null)`, `(run)`, `(default task-1)`, `(vm/9e5dd42e)`; `(70008)Partial results` and `(see below)` are text. */
function isParenthesisedField(inner: string, next: number): boolean {
  if (!isBlank(next) && next !== 58 && next !== 91 && !Number.isNaN(next)) return false;
  return /^(?:[\w$-]+\.\w{1,5}:|null$|[\w/.-]+$)/.test(inner) || isThreadName(inner);
}

/** `Originator@6876 sub=vpxLro opID=7e1280cf`, `MSGID: 106118`: named values only. */
function readPairs(inner: string, reading: Reading): boolean {
  const named = /^([A-Z_]{2,20}): ?([\w.-]{1,80})$/.exec(inner);
  if (named !== null) {
    setAttribute(reading, named[1] ?? "", named[2] ?? "");
    return true;
  }
  // Solr's `[c:orders s:shard1 r:core_node3]`, empty for what does not apply
  if (/^(?:[a-z]{1,8}:[\w.-]{1,80}(?: |$)){1,8}$/.test(inner)) {
    setAttribute(reading, "log.context", inner);
    return true;
  }
  const words = inner.split(/[ ,]+/, 20);
  const pairs = words.filter((word) => assignmentAt(word) > 0);
  if (
    pairs.length === 0 ||
    words.length - pairs.length > 1 ||
    !/^[\w@.-]*$/.test(words.find((word) => assignmentAt(word) < 0) ?? "")
  )
    return false;
  // `[ProducerState partition=orders]` is how Kafka's messages begin
  if (words.length > pairs.length && !(words[0] ?? "").includes("@")) return false;
  for (const pair of pairs)
    setAttribute(reading, pair.slice(0, assignmentAt(pair)), pair.slice(assignmentAt(pair) + 1));
  return true;
}

/** `org.example.Foo `, `Memtable.java:485 `, `dfs.DataNode: `, `rafthttp: `, `prog[12]: `, `prog[12] [k=v]`. */
function takeName(walk: Walk): boolean {
  const { text, reading } = walk;
  const end = tokenEnd(text, walk.pos);
  const word = text.slice(walk.pos, end);
  const next = skipBlanks(text, end);
  if (end === next - 1 && takeHost(walk, word, next)) return true;
  if (isInteger(word)) return takeNumber(walk, word, end, next);
  if (word.endsWith(":") && word.length > 1) return takeColonName(walk, word.slice(0, -1), end);
  if (isUuid(word)) {
    setAttribute(reading, "http.request.id", word);
    walk.pos = end;
    return true;
  }
  if (takeSourcePlace(walk, word, end, next) || takeSpan(walk, word, end)) return true;
  const program = word.endsWith("]") ? /^([A-Za-z][\w.-]{0,60})\[(\d{1,10})\]$/.exec(word) : null;
  const bracketed = text.charAt(next) === "[" && isName(word) && bracketIsField(text, next);
  if (program !== null || (bracketed && reading.level !== null)) {
    reading.service ??= program?.[1] ?? word;
    if (program !== null) setAttribute(reading, "process.pid", Number(program[2]));
    walk.pos = end;
    return true;
  }
  if (!isDottedName(word) || isAddress(word)) return false;
  readGroup(word, reading);
  walk.pos = end;
  return true;
}

/** `ThreadId(01)` and `request{method=GET uri=/}:handler: ` of Rust's tracing. */
function takeSpan(walk: Walk, word: string, end: number): boolean {
  const { text, reading } = walk;
  const thread = /^ThreadId\((\d{1,8})\)$/.exec(word);
  if (thread !== null) {
    setAttribute(reading, "thread.id", Number(thread[1]));
    walk.pos = end;
    return true;
  }
  const open = text.indexOf("{", walk.pos);
  if (open <= walk.pos || open > walk.pos + 60 || reading.level === null || !/^\w+$/.test(text.slice(walk.pos, open)))
    return false;
  const close = groupEnd(text, open);
  if (close < 0 || text.charCodeAt(close + 1) !== 58) return false;
  keepField(text.slice(walk.pos, close + 1), reading);
  walk.pos = close + 2;
  return true;
}

/** `n1 proftpd[4242] `: a host stands before a program with its pid. */
function takeHost(walk: Walk, word: string, next: number): boolean {
  const { text, reading } = walk;
  if (reading.service !== null || !/^[A-Za-z][\w.-]{0,60}$/.test(word)) return false;
  const program = /^([A-Za-z][\w./-]{0,60})\[(\d{1,10})\](?=[\s:])/.exec(text.slice(next, next + 80));
  if (program === null) return false;
  setAttribute(reading, "host.name", word);
  reading.service = program[1] ?? null;
  setAttribute(reading, "process.pid", Number(program[2]));
  walk.pos = next + program[0].length;
  return true;
}

const isUuid = (word: string): boolean =>
  word.length === 36 && word.charCodeAt(8) === 45 && word.charCodeAt(23) === 45 && isRequestId(word);

const isAddress = (word: string): boolean =>
  /^www\.|\.(?:com|org|net|io|dev|local|txt|log|conf|ya?ml|json|xml|html?|sh|exe|dll|so|jar|gz)$/i.test(word) ||
  word.includes("@");

/** Does the bracket at `pos` hold a source place or named values? */
function bracketIsField(text: string, pos: number): boolean {
  const end = groupEnd(text, pos);
  const inner = end < 0 ? "" : text.slice(pos + 1, end);
  return sourceFileLength(inner) > 0 || (assignmentAt(inner) > 0 && !inner.includes(" "));
}

/** `Memtable.java:485 - `, `felix/table.go 506: `, `sofia_reg.c:1533 `. */
function takeSourcePlace(walk: Walk, word: string, end: number, next: number): boolean {
  const { text, reading } = walk;
  const file = sourceFileLength(word);
  if (file === 0) return false;
  const number = file === word.length ? /^(\d{1,7}):/.exec(text.slice(next, next + 10)) : null;
  if (file === word.length && number === null) return false;
  readSourceFile(word, reading);
  walk.pos = end;
  if (number !== null) {
    setAttribute(reading, "code.line.number", Number(number[1]));
    walk.pos = next + number[0].length;
    walk.done = true;
  }
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
  const program = /^([^[\s]{1,100})\[([^\]]{1,40})\]$/.exec(name);
  const bare = program?.[1] ?? name;
  if ((!isName(bare) && !/^\d{1,4}-[A-Za-z][\w.-]*$/.test(bare)) || levelOf(bare) !== null) return false;
  if (isProse(bare) && isUpper(bare.charCodeAt(0))) return false;
  if (/(?:Error|Exception|Warning)$/.test(bare)) return false;
  // `WFLYSRV0010: Deployed`, `ORA-00600: …`: the number of a message is a part of it
  if (/^[A-Z]{2,10}-?\d{2,7}[A-Z]?$/.test(bare)) return false;
  if (program !== null) {
    if (isInteger(program[2] ?? "")) setAttribute(reading, "process.pid", Number(program[2]));
    reading.service ??= bare;
  } else if (!readSourceFile(name, reading)) FIELDS["logger"]?.(reading, name);
  walk.pos = end;
  walk.done = true;
  return true;
}

/** `[time] LEVEL message (kafka.log.LogManager)`: log4j's `%m (%c)`. */
export function stripTrailingLogger(reading: Reading): void {
  const { message } = reading;
  if (!message.endsWith(")") || reading.attributes?.["log.logger"] !== undefined) return;
  const open = message.lastIndexOf(" (");
  if (open <= 0 || message.length - open > 200) return;
  const logger = message.slice(open + 2, -1).replace(/:[\w.-]{1,100}$/, "");
  if (!/^[a-zA-Z_$][\w$]*(?:\.[\w$-]+)+$/.test(logger)) return;
  FIELDS["logger"]?.(reading, logger);
  reading.message = message.slice(0, open);
}
