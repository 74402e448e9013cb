import { isBlank, isDigit, isLetter, isUpper, isWordChar } from "../chars.ts";

const MAX_GROUP = 200;

/** Index of the bracket that closes the one at `pos`, or -1. */
export function groupEnd(text: string, pos: number): number {
  const open = text.charCodeAt(pos);
  // [ ] and { } and < > are two apart, ( ) are one
  const close = open === 40 ? 41 : open === 91 || open === 60 || open === 123 ? open + 2 : -1;
  if (close < 0) return -1;
  let depth = 0;
  const limit = Math.min(text.length, pos + MAX_GROUP);
  for (let at = pos; at < limit; at += 1) {
    const c = text.charCodeAt(at);
    if (c === open) depth += 1;
    else if (c === close && (depth -= 1) === 0) return at;
  }
  return -1;
}

/** End of the token at `pos`: the next blank, or the next of `|` and `]`. Brackets inside a token stay with it. */
export function tokenEnd(text: string, pos: number): number {
  let at = pos;
  const limit = Math.min(text.length, pos + MAX_GROUP);
  while (at < limit) {
    const c = text.charCodeAt(at);
    if (isBlank(c) || c === 124) break;
    if (c === 91 || c === 40) {
      const end = groupEnd(text, at);
      if (end > 0) {
        at = end + 1;
        continue;
      }
    }
    at += 1;
  }
  return at;
}

/** A name as loggers, classes, modules and programs have: no blanks, no sentence marks. */
export function isName(word: string): boolean {
  if (word.length === 0 || word.length > 120) return false;
  const first = word.charCodeAt(0);
  if (!isLetter(first) && first !== 95 && first !== 47 && first !== 64 && first !== 36) return false;
  for (let at = 0; at < word.length; at += 1) {
    const c = word.charCodeAt(at);
    if (c > 127 || NAME_CHARS[c] === 0) return false;
  }
  return true;
}

const NAME_CHARS = Uint8Array.from({ length: 128 }, (_, c) =>
  isWordChar(c) || ".$/-@#:*+()[]&~".includes(String.fromCharCode(c)) ? 1 : 0,
);

/** True for names that no sentence has: with a dot, slash, dollar, colon, digit, underscore or a capital inside. */
export function isTechnicalName(word: string): boolean {
  if (!isName(word)) return false;
  for (let at = 1; at < word.length; at += 1) {
    const c = word.charCodeAt(at);
    if (isDigit(c) || c === 95 || c === 36 || c === 35) return true;
    if (isUpper(c) && !isUpper(word.charCodeAt(at - 1))) return true;
    if ((c === 46 || c === 47 || c === 58 || c === 45) && at + 1 < word.length) return true;
  }
  return false;
}

/** `com.example.Service`, `dfs.DataNode$PacketResponder`, `o.a.c.C.[Tomcat]`, `app::module`: at least two parts, no file and no address. */
export function isDottedName(word: string): boolean {
  if (!isName(word)) return false;
  const dot = word.indexOf(".");
  if (dot < 0) return word.includes("::") && isLetter(word.charCodeAt(0));
  if (dot === 0 || dot === word.length - 1 || word.includes("..") || word.includes("/")) return false;
  return isLetter(word.charCodeAt(0)) && !word.endsWith(".");
}

/** `Memtable.java:485`, `sofia_reg.c:1533`, `felix/table.go`, `table.go:506`. Answers the length of the file's name, or 0. */
export function sourceFileLength(word: string): number {
  const colon = word.lastIndexOf(":");
  const name = colon > 0 && isDigit(word.charCodeAt(colon + 1)) ? word.slice(0, colon) : word;
  const dot = name.lastIndexOf(".");
  if (dot <= 0 || name.length - dot > 6) return 0;
  return SOURCE_EXTENSIONS.has(name.slice(dot + 1)) ? name.length : 0;
}

const SOURCE_EXTENSIONS = new Set(
  "java kt scala groovy go py rb rs c cc cpp cxx h hpp cs fs js ts mjs cjs jsx tsx php pl pm lua swift m mm dart ex exs erl hs clj vb cu".split(
    " ",
  ),
);

/** `main`, `pool-7-thread-9`, `http-nio-8080-exec-10`, `Thread-1`, `default task-1`. */
export function isThreadName(text: string): boolean {
  if (text === "main" || text === "MainThread") return true;
  // `partition=orders-7, dir=/spool`
  if (/=[^,]*, /.test(text)) return false;
  if (THREAD_WORDS.test(text)) return true;
  const last = text.length - 1;
  if (!isDigit(text.charCodeAt(last)) || !isLetter(text.charCodeAt(0))) return false;
  let at = last;
  while (at > 0 && isDigit(text.charCodeAt(at))) at -= 1;
  const joint = text.charAt(at);
  // `shop.cart:12` is a place in code
  return (joint === "-" || joint === "#" || (joint === ":" && !text.includes("."))) && !text.includes("=");
}

const THREAD_WORDS =
  /thread|pool|-exec-|worker|nio-|executor|scheduler|reactor|eventloop|dispatcher|(?:main|fork|spawn)process/i;

/** A word of a sentence: letters only, lower case behind the first. */
export function isProse(word: string): boolean {
  if (word.length === 0) return false;
  for (let at = 0; at < word.length; at += 1) {
    const c = word.charCodeAt(at);
    if (at > 0 && at === word.length - 1 && (c === 44 || c === 46 || c === 39)) return true;
    if (!(c >= 97 && c <= 122) && !(at === 0 && isUpper(c))) return false;
  }
  return true;
}

/** Digits only. */
export function isInteger(word: string): boolean {
  if (word.length === 0 || word.length > 19) return false;
  for (let at = 0; at < word.length; at += 1) if (!isDigit(word.charCodeAt(at))) return false;
  return true;
}

/** `key=value` with a plain key. Answers the index of `=`, or -1. */
export function assignmentAt(word: string): number {
  const at = word.indexOf("=");
  if (at <= 0 || at > 40) return -1;
  for (let i = 0; i < at; i += 1) {
    const c = word.charCodeAt(i);
    if (!isWordChar(c) && c !== 46 && c !== 45 && c !== 64) return -1;
  }
  return at;
}

/** Ids of requests and traces: UUIDs, long hexadecimal numbers, `req-…`. */
export function isRequestId(word: string): boolean {
  if (word.startsWith("req-")) return true;
  if (word.length < 16 || word.length > 64) return false;
  for (let at = 0; at < word.length; at += 1) {
    const c = word.charCodeAt(at);
    if (!isDigit(c) && !(c >= 97 && c <= 102) && !(c >= 65 && c <= 70) && c !== 45) return false;
  }
  return true;
}

/** `word` without one trailing `:`, `,` or `;`. */
export function withoutMark(word: string): string {
  const c = word.charCodeAt(word.length - 1);
  return c === 58 || c === 44 || c === 59 ? word.slice(0, -1) : word;
}
