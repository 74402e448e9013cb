import { TERMS } from "./lexicon.ts";
import { endOfHexRun, isDigit, isFileName, isHexWord, isHost } from "./shapes.ts";

/** What a token is. From VARIABLE on it is a variable. */
export const WORD = 0;
export const PUNCT = 1;
export const VARIABLE = 2;
/** A plain number: a unit or the name of a month beside it belongs to it. */
export const NUMBER = 3;

/** A longer line is grouped by its first tokens. */
export const MAX_TOKENS = 512;

/** The tokens of one line as ranges of its text. */
export interface Tokens {
  count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly kinds: Uint8Array;
  /** 1: white space stands before it. */
  readonly spaced: Uint8Array;
}

export function createTokens(): Tokens {
  return {
    count: 0,
    starts: new Int32Array(MAX_TOKENS),
    ends: new Int32Array(MAX_TOKENS),
    kinds: new Uint8Array(MAX_TOKENS),
    spaced: new Uint8Array(MAX_TOKENS),
  };
}

const SPACE_CHAR = 0;
const LETTER_CHAR = 1;
const DIGIT_CHAR = 2;
/** Belongs to a word when it stands inside one. */
const JOINER_CHAR = 3;
const PUNCT_CHAR = 4;

const CLASSES = new Uint8Array(128).fill(PUNCT_CHAR);
CLASSES.fill(SPACE_CHAR, 0, 33);
CLASSES[127] = SPACE_CHAR;
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") CLASSES[char.charCodeAt(0)] = LETTER_CHAR;
for (const char of "0123456789") CLASSES[char.charCodeAt(0)] = DIGIT_CHAR;
for (const char of "-./\\@$%+#~") CLASSES[char.charCodeAt(0)] = JOINER_CHAR;

/** Where a path or a URL ends. */
const PATH_STOPS = new Uint8Array(128);
PATH_STOPS.fill(1, 0, 33);
for (const char of "\"'`<>()[]{},;|") PATH_STOPS[char.charCodeAt(0)] = 1;

const LESS = 60;
const GREATER = 62;
const STAR = 42;
const OPEN_BRACKET = 91;
const APOSTROPHE = 39;
const HASH = 35;
const PERCENT = 37;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const AT = 64;
const BACKSLASH = 92;

/** Cuts `text` up to `limit` into words, punctuation and variables, in one pass over its char codes. */
export function scan(text: string, limit: number, tokens: Tokens): void {
  const { starts, ends, kinds, spaced } = tokens;
  let count = 0;
  let at = 0;
  while (at < limit && count < MAX_TOKENS) {
    const kind = classOf(text.charCodeAt(at));
    if (kind === SPACE_CHAR) {
      at += 1;
      continue;
    }
    starts[count] = at;
    spaced[count] = count > 0 && at > (ends[count - 1] ?? 0) ? 1 : 0;
    if (kind === PUNCT_CHAR) {
      at = scanMark(text, at, limit);
      kinds[count] = found;
    } else {
      at = scanWord(text, at, limit);
      kinds[count] = found;
    }
    ends[count] = at;
    count += 1;
  }
  tokens.count = count;
}

/** The kind of the word that scanWord read last: a second result without an allocation. */
let found = WORD;

function scanWord(text: string, start: number, limit: number): number {
  const first = text.charCodeAt(start);
  if (classOf(first) === JOINER_CHAR) {
    const next = start + 1 < limit ? text.charCodeAt(start + 1) : 32;
    if (startsPath(text, start, first, next)) return path(text, start, limit);
    if (!startsWord(first, next)) return punctuation(text, start, limit);
  }
  let digits = 0;
  let others = 0;
  let dots = 0;
  let slashes = 0;
  let marks = 0;
  let at = start;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === LETTER_CHAR) others += 1;
    else if (kind === DIGIT_CHAR) digits += 1;
    else if (kind === JOINER_CHAR) {
      // `enabled....0`, `a--b`: a row of the same mark parts words.
      if (at > start && code !== BACKSLASH && text.charCodeAt(at + 1) === code) break;
      if (code === DOT) dots += 1;
      else if (code === SLASH) slashes += 1;
      else if (code === AT || code === BACKSLASH) marks += at > start ? 1 : 0;
      else if (code === MINUS) others += at > start ? 1 : 0;
    } else if (code === COLON) {
      if (opensPath(text, start, at)) return path(text, start, limit);
      break;
    } else if (code !== APOSTROPHE || !isInside(text, at, limit)) break;
  }
  let end = at;
  if (end < limit && text.charCodeAt(end) === COLON && end - start <= 4) {
    const hexEnd = endOfHexRun(text, start, limit);
    if (hexEnd > end) {
      found = others === 0 && isDigit(text.charCodeAt(hexEnd - 1)) ? NUMBER : VARIABLE;
      return hexEnd;
    }
  }
  while (end > start + 1 && isTrailing(text, end - 1)) {
    const code = text.charCodeAt(end - 1);
    if (code === DOT) dots -= 1;
    else if (code === SLASH) slashes -= 1;
    else if (code === AT || code === BACKSLASH) marks -= 1;
    end -= 1;
  }
  if (digits > 0) {
    found = others === 0 && slashes === 0 && marks === 0 ? NUMBER : VARIABLE;
    if (found === VARIABLE && digits <= 3 && end - start <= 8 && TERMS.has(text.slice(start, end).toLowerCase()))
      found = WORD;
  } else if (marks > 0 || slashes > 1) found = VARIABLE;
  else if (dots > 0 && (isFileName(text, start, end) || isHost(text, start, end))) found = VARIABLE;
  else found = isHexWord(text, start, end) ? VARIABLE : WORD;
  return end;
}

function startsPath(text: string, start: number, first: number, next: number): boolean {
  if (first === SLASH) return isWordy(next) || (next === DOT && text.charCodeAt(start + 2) !== SLASH) || next === SLASH;
  if (first === BACKSLASH) return isWordy(next) || next === BACKSLASH;
  return first === DOT && (next === SLASH || (next === DOT && text.charCodeAt(start + 2) === SLASH));
}

/** `-79`, `+0.5`, `.5`, `$HOME`, `%s`, `@type` */
function startsWord(first: number, next: number): boolean {
  if (first === MINUS || first === PLUS || first === DOT || first === HASH) return classOf(next) === DIGIT_CHAR;
  return first !== SLASH && first !== BACKSLASH && isWordy(next);
}

/** A colon that goes on: `https://`, `C:\`. */
function opensPath(text: string, start: number, colon: number): boolean {
  const next = text.charCodeAt(colon + 1);
  if (next === SLASH) return text.charCodeAt(colon + 2) === SLASH || colon - start === 1;
  return next === BACKSLASH && colon - start === 1;
}

function path(text: string, start: number, limit: number): number {
  let at = start + 1;
  const url = text.charCodeAt(start) !== SLASH;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    // `/cores/[2017-07-03_13,48].dmp`, `http://[::1]/`
    if (code === OPEN_BRACKET && text.charCodeAt(at - 1) === SLASH) {
      const close = text.indexOf("]", at);
      if (close !== -1 && close < limit) at = close;
      continue;
    }
    if (code < 128 && PATH_STOPS[code] === 1) break;
    if (code === COLON && !url) break;
  }
  while (at > start + 1 && isPathTail(text.charCodeAt(at - 1))) at -= 1;
  found = VARIABLE;
  return at;
}

function punctuation(text: string, start: number, limit: number): number {
  const first = text.charCodeAt(start);
  let at = start + 1;
  while (at < limit && text.charCodeAt(at) === first) at += 1;
  found = PUNCT;
  return at;
}

/** One mark of punctuation, a run of the same mark, or what only looks like punctuation. */
function scanMark(text: string, start: number, limit: number): number {
  const code = text.charCodeAt(start);
  if (code === LESS) {
    // `<*>` in the text is a variable already, so that a template is its own template.
    found = VARIABLE;
    if (text.startsWith("<*>", start)) return start + 3;
    // `<1 sec`
    if (isDigit(text.charCodeAt(start + 1))) {
      const end = scanWord(text, start + 1, limit);
      if (found === NUMBER && text.charCodeAt(end) !== GREATER) return end;
    }
  }
  if (code === STAR) {
    const end = punctuation(text, start, limit);
    // `****2341` is a redacted number; `*5` and `****` are marks.
    if (end - start > 1 && end < limit && classOf(text.charCodeAt(end)) === DIGIT_CHAR)
      return scanWord(text, end, limit);
    return end;
  }
  // `::`, `::1`
  if (code === COLON && text.charCodeAt(start + 1) === COLON && !isWordy(text.charCodeAt(start - 1))) {
    const end = endOfHexRun(text, start, limit);
    if (end > start || start + 2 === limit || classOf(text.charCodeAt(start + 2)) === SPACE_CHAR) {
      found = VARIABLE;
      return Math.max(end, start + 2);
    }
  }
  found = PUNCT;
  return start + 1;
}

function classOf(code: number): number {
  return code < 128 ? (CLASSES[code] ?? PUNCT_CHAR) : code === 160 ? SPACE_CHAR : LETTER_CHAR;
}

function isWordy(code: number): boolean {
  const kind = classOf(code);
  return kind === LETTER_CHAR || kind === DIGIT_CHAR;
}

/** An apostrophe between letters: `can't`. */
function isInside(text: string, at: number, limit: number): boolean {
  return (
    at + 1 < limit &&
    classOf(text.charCodeAt(at - 1)) === LETTER_CHAR &&
    classOf(text.charCodeAt(at + 1)) === LETTER_CHAR
  );
}

/** A joiner at the end of a word is punctuation, but for `12%` and `#3#`. */
function isTrailing(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (classOf(code) !== JOINER_CHAR) return false;
  return (code !== PERCENT && code !== HASH) || classOf(text.charCodeAt(at - 1)) !== DIGIT_CHAR;
}

function isPathTail(code: number): boolean {
  return code === DOT || code === COLON || code === 33 || code === 63;
}
