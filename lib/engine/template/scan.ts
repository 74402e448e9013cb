import { CODE, DIGIT, DOT, isWordy, JOINING, LETTER, MARK, PUNCTUATION, SLASH, SPACE, traitOf, WIDE } from "./chars.ts";
import { TERMS } from "./lexicon.ts";
import { endOfHexRun, isFileName, isHexWord, isHost } from "./shapes.ts";

/** What a token is. From VARIABLE on it is a variable. */
export const WORD = 0;
export const PUNCT = 1;
export const VARIABLE = 2;
/** A plain number: a unit or the name of a month beside it belongs to it. */
export const NUMBER = 3;

/** A longer line is grouped by its first tokens. */
export const MAX_TOKENS = 512;

/** The tokens of one line as ranges of its text, in columns. */
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

/** The kind of the token that was read last: a second result without an allocation. */
let found = WORD;

/** Cuts `text` up to `limit` into words, punctuation and variables, in one pass over its char codes. */
export function scan(text: string, limit: number, tokens: Tokens): void {
  const { starts, ends, kinds, spaced } = tokens;
  let count = 0;
  let previous = 0;
  for (let at = 0; at < limit && count < MAX_TOKENS;) {
    const trait = traitOf(text.charCodeAt(at));
    if (trait === SPACE) {
      at += 1;
      continue;
    }
    starts[count] = at;
    spaced[count] = count > 0 && at > previous ? 1 : 0;
    at =
      trait === PUNCTUATION
        ? scanMark(text, at, limit)
        : trait === WIDE
          ? scanWide(text, at, limit)
          : scanWord(text, at, limit);
    kinds[count] = found;
    ends[count] = at;
    previous = at;
    count += 1;
  }
  tokens.count = count;
}

function scanWord(text: string, start: number, limit: number): number {
  const first = text.charCodeAt(start);
  if ((traitOf(first) & JOINING) !== 0) {
    const next = start + 1 < limit ? text.charCodeAt(start + 1) : 32;
    if (startsPath(text, start, first, next)) return scanPath(text, start, limit);
    if (!startsWord(first, next)) return scanRow(text, start, limit);
  }
  let traits = 0;
  let at = start;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    const trait = traitOf(code);
    if (trait <= DIGIT) traits |= trait;
    else if ((trait & JOINING) !== 0) {
      // `enabled....0`, `a--b`: a row of the same mark parts words.
      if (at > start && text.charCodeAt(at + 1) === code && code !== CODE.backslash) break;
      traits |= code === CODE.minus && at > start ? trait | LETTER : trait;
    } else {
      if (code === CODE.colon && opensPath(text, start, at)) return scanPath(text, start, limit);
      if (code !== CODE.apostrophe || !isBetweenLetters(text, at, limit)) break;
    }
  }
  if (at < limit && at - start <= 4 && text.charCodeAt(at) === CODE.colon) {
    const end = endOfHexRun(text, start, limit);
    if (end > at) {
      found = (traits & LETTER) === 0 ? NUMBER : VARIABLE;
      return end;
    }
  }
  while (at > start + 1 && isTrailing(text, at - 1)) at -= 1;
  found = kindOf(text, start, at, traits);
  return at;
}

/** @param traits of the characters of the word, perhaps with those of joiners that were cut from its end */
function kindOf(text: string, start: number, end: number, traits: number): number {
  if ((traits & DIGIT) !== 0) {
    if ((traits & (LETTER | SLASH | MARK)) === 0) return NUMBER;
    if (end - start <= 8 && TERMS.has(text.slice(start, end).toLowerCase())) return WORD;
    return text.charCodeAt(end) === CODE.equals && isKey(text, start, end) ? WORD : VARIABLE;
  }
  if (traits === LETTER) return isHexWord(text, start, end) ? VARIABLE : WORD;
  if ((traits & MARK) !== 0 && countOf(text, start + 1, end, MARK) > 0) return VARIABLE;
  if ((traits & SLASH) !== 0 && countOf(text, start, end, SLASH) > 1) return VARIABLE;
  if ((traits & DOT) !== 0 && (isFileName(text, start, end) || isHost(text, start, end))) return VARIABLE;
  return WORD;
}

function countOf(text: string, start: number, end: number, trait: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (traitOf(text.charCodeAt(at)) === trait) count += 1;
  return count;
}

/** `p99=`, `r07=`: letters and at most two digits. */
function isKey(text: string, start: number, end: number): boolean {
  let letters = start;
  while (letters < end && traitOf(text.charCodeAt(letters)) === LETTER) letters += 1;
  return letters > start && end - letters <= 2 && countOf(text, letters, end, DIGIT) === end - letters;
}

/** `/var`, `\\host`, `./run`, `../up` */
function startsPath(text: string, start: number, first: number, next: number): boolean {
  if (first === CODE.slash)
    return isWordy(next) || next === CODE.slash || (next === CODE.dot && text.charCodeAt(start + 2) !== CODE.slash);
  if (first === CODE.backslash) return isWordy(next) || next === CODE.backslash;
  return (
    first === CODE.dot && (next === CODE.slash || (next === CODE.dot && text.charCodeAt(start + 2) === CODE.slash))
  );
}

/** `-79`, `+0.5`, `.5`, `#3`; `$HOME`, `%s`, `@type`, `~user` */
function startsWord(first: number, next: number): boolean {
  if (first === CODE.minus || first === CODE.plus || first === CODE.dot || first === CODE.hash)
    return traitOf(next) === DIGIT;
  return first !== CODE.slash && first !== CODE.backslash && isWordy(next);
}

/** A colon that goes on: `https://`, `C:\`. */
function opensPath(text: string, start: number, colon: number): boolean {
  const next = text.charCodeAt(colon + 1);
  if (next === CODE.slash) return text.charCodeAt(colon + 2) === CODE.slash || colon - start === 1;
  return next === CODE.backslash && colon - start === 1;
}

const PATH_STOPS: ReadonlySet<number> = new Set(Array.from("\"'`<>()[]{},;|", (char) => char.charCodeAt(0)));

function scanPath(text: string, start: number, limit: number): number {
  const isUrl = text.charCodeAt(start) !== CODE.slash;
  let at = start + 1;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    // `/cores/[2017-07-03_13,48].dmp`, `http://[::1]/`
    if (code === CODE.openBracket && text.charCodeAt(at - 1) === CODE.slash) {
      const close = text.indexOf("]", at);
      if (close === -1 || close >= limit) break;
      at = close;
      continue;
    }
    if (traitOf(code) === SPACE || PATH_STOPS.has(code) || (code === CODE.colon && !isUrl)) break;
  }
  while (at > start + 1 && ".:!?".includes(text.charAt(at - 1))) at -= 1;
  found = VARIABLE;
  return at;
}

function scanWide(text: string, start: number, limit: number): number {
  let at = start + 1;
  while (at < limit && traitOf(text.charCodeAt(at)) === WIDE) at += 1;
  found = WORD;
  return at;
}

/** One mark of punctuation, or what only looks like one. */
function scanMark(text: string, start: number, limit: number): number {
  const code = text.charCodeAt(start);
  const next = start + 1 < limit ? text.charCodeAt(start + 1) : 32;
  if (code === CODE.less) {
    // `<*>` in the text is a variable already, so that a template is its own template.
    found = VARIABLE;
    if (next === CODE.star && text.startsWith("<*>", start)) return start + 3;
    // `<1 sec`
    if (traitOf(next) === DIGIT) {
      const end = scanWord(text, start + 1, limit);
      if (found === NUMBER && text.charCodeAt(end) !== CODE.greater) return end;
    }
  } else if (code === CODE.star && next === CODE.star) {
    const end = scanRow(text, start, limit);
    // `****2341` is a redacted number; `*5` and `****` are marks.
    return end < limit && traitOf(text.charCodeAt(end)) === DIGIT ? scanWord(text, end, limit) : end;
  } else if (code === CODE.colon && next === CODE.colon && !isWordy(text.charCodeAt(start - 1))) {
    // `::1`, and `::` on its own
    const end = endOfHexRun(text, start, limit);
    found = VARIABLE;
    if (end > start) return end;
    if (start + 2 === limit || " ])".includes(text.charAt(start + 2))) return start + 2;
  }
  found = PUNCT;
  return start + 1;
}

/** A row of the same mark. */
function scanRow(text: string, start: number, limit: number): number {
  const first = text.charCodeAt(start);
  let at = start + 1;
  while (at < limit && text.charCodeAt(at) === first) at += 1;
  found = PUNCT;
  return at;
}

/** `can't` */
function isBetweenLetters(text: string, at: number, limit: number): boolean {
  return at + 1 < limit && traitOf(text.charCodeAt(at - 1)) === LETTER && traitOf(text.charCodeAt(at + 1)) === LETTER;
}

/** A joiner at the end of a word is punctuation, but for `12%` and `#3#`. */
function isTrailing(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if ((traitOf(code) & JOINING) === 0) return false;
  return (code !== CODE.percent && code !== CODE.hash) || traitOf(text.charCodeAt(at - 1)) !== DIGIT;
}
