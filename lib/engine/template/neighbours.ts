import { CODE } from "./chars.ts";
import { CALENDAR, LITERALS, TELLING_KEYS, UNITS } from "./lexicon.ts";
import { NUMBER, PUNCT, VARIABLE, WORD, type Tokens } from "./scan.ts";

/**
 * Makes variables of words because of what stands beside them.
 * @param names whether a name before a number in brackets is one: `worker(12)`
 */
export function claimNeighbours(text: string, tokens: Tokens, names: boolean): void {
  const { count, starts, ends, kinds } = tokens;
  for (let i = 0; i < count; i++) {
    if (kinds[i] !== WORD) {
      if (kinds[i] === PUNCT && text.charCodeAt(starts[i] ?? 0) === CODE.quote) i = claimQuoted(text, tokens, i);
      continue;
    }
    const before = i > 0 ? kinds[i - 1] : PUNCT;
    if (before === PUNCT) {
      if (i > 1 && isLiteral(text, tokens, i)) kinds[i] = VARIABLE;
    } else if (before === NUMBER && isUnit(text, starts[i] ?? 0, ends[i] ?? 0)) {
      kinds[i] = VARIABLE;
      continue;
    }
    if (isDate(text, tokens, i)) kinds[i] = NUMBER;
    else if (names && isNumbered(text, tokens, i)) kinds[i] = VARIABLE;
  }
}

/** `1.16 KB`, `5 seconds`, `1000 MILLISECONDS` */
function isUnit(text: string, start: number, end: number): boolean {
  if (end - start > 12) return false;
  const word = text.slice(start, end);
  return UNITS.has(word) || (word.length > 3 && UNITS.has(word.toLowerCase()));
}

/** `ready=true`, `opt-in: False` */
function isLiteral(text: string, { starts, ends, kinds }: Tokens, at: number): boolean {
  const mark = text.charCodeAt(starts[at - 1] ?? 0);
  const start = starts[at] ?? 0;
  const end = ends[at] ?? 0;
  return (
    (mark === CODE.equals || (mark === CODE.colon && kinds[at - 2] !== PUNCT)) &&
    end - start <= 9 &&
    LITERALS.has(text.slice(start, end))
  );
}

/** A month or a weekday beside a number, or beside one that is. */
function isDate(text: string, { count, starts, ends, kinds }: Tokens, at: number): boolean {
  if (!isCalendar(text, starts[at] ?? 0, ends[at] ?? 0)) return false;
  if (at > 0 && (kinds[at - 1] ?? 0) >= VARIABLE) return true;
  const next = at + 1 < count ? kinds[at + 1] : PUNCT;
  if (next === NUMBER) return true;
  return (
    next === WORD &&
    at + 2 < count &&
    kinds[at + 2] === NUMBER &&
    isCalendar(text, starts[at + 1] ?? 0, ends[at + 1] ?? 0)
  );
}

function isCalendar(text: string, start: number, end: number): boolean {
  const size = end - start;
  const first = text.charCodeAt(start);
  return first >= 65 && first <= 87 && size >= 3 && size <= 9 && CALENDAR.has(text.slice(start, end));
}

/** `worker(12)` */
function isNumbered(text: string, { count, ends, kinds }: Tokens, at: number): boolean {
  return (
    text.charCodeAt(ends[at] ?? 0) === CODE.openParen &&
    at + 2 < count &&
    kinds[at + 2] === NUMBER &&
    text.charCodeAt(ends[at + 2] ?? 0) === CODE.closeParen
  );
}

/**
 * Several words in quotes are a value after an equals sign (`tag="View Lock"`), unless the key says that they tell what
 * happened; and so is a browser's name.
 * @returns the index of the closing quote, or `at` when there is none to be claimed
 */
function claimQuoted(text: string, { count, starts, ends, kinds }: Tokens, at: number): number {
  const assigned = at > 1 && text.charCodeAt(starts[at - 1] ?? 0) === CODE.equals && kinds[at - 2] === WORD;
  if (!assigned && !text.startsWith("Mozilla/", (starts[at] ?? 0) + 1)) return at;
  let close = at + 1;
  while (close < count && text.charCodeAt(starts[close] ?? 0) !== CODE.quote) close += 1;
  if (close === count || close < at + 3) return at;
  if (assigned && TELLING_KEYS.has(text.slice(starts[at - 2] ?? 0, ends[at - 2] ?? 0).toLowerCase())) return at;
  for (let i = at + 1; i < close; i++) kinds[i] = VARIABLE;
  return close;
}
