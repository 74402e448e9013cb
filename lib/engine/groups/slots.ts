import { partsOf } from "../template/parts.ts";
import { PUNCT, VARIABLE, WORD, type Tokens } from "../template/scan.ts";
import { TELLING_KEYS } from "../template/lexicon.ts";
import { FAULTS } from "./lexicon.ts";
import { isTelling, wordAt, type Place } from "./places.ts";

/** Where a line is made to hold a value: it may be several words, a variable, or nothing. */
export interface Slot extends Pick<Place, "position" | "start" | "end" | "word"> {
  variable: boolean;
  /** A key names it: `owner=`, `owners=[…]` */
  keyed: boolean;
  /** It is half of a change: `from … to …` */
  change: boolean;
  /** It says what happened: lines that differ here may be different lines. */
  telling: boolean;
}

export interface Slots {
  slots: Slot[];
  /** Words of the template outside its slots. */
  constants: number;
}

/** More parts than this are a clause rather than a value. */
const MAX_IN_BRACKETS = 9;
const MAX_IN_FIELD = 4;
const MAX_IN_REASON = 24;
const MIN_BEFORE_REASON = 3;
const CLOSING = new Map([
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
  ["<", ">"],
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
]);

/** The slots of a template, in order, none within another: `key=`, quotes, brackets, and `Key: value` in a list of those. */
export function slotsOf(template: string): Slots {
  const parts = partsOf(template, template.length);
  const { count, starts, ends, kinds } = parts;
  const slots: Slot[] = [];
  let constants = 0;
  let faulty = false;
  for (let i = 0; i < count; i++) {
    if (kinds[i] === WORD) {
      constants += 1;
      faulty ||= FAULTS.has(wordAt(template, parts, i));
    }
    if (kinds[i] === VARIABLE) continue;
    const reason = constants >= MIN_BEFORE_REASON && opensReason(template, parts, i, faulty);
    const end = reason ? count : kinds[i] === PUNCT ? endOfSlot(template, parts, i) : endOfChange(template, parts, i);
    if (end === -1) continue;
    const first = i + 1;
    const start = end === first ? (ends[i] ?? 0) : (starts[first] ?? 0);
    const word = end === first ? "" : template.slice(start, ends[end - 1]);
    const key = kinds[i - 1] === WORD ? template.slice(starts[i - 1], ends[i - 1]).toLowerCase() : "";
    slots.push({
      position: first,
      start,
      end: start + word.length,
      word,
      change: kinds[i] === WORD,
      keyed: markAt(template, parts, i) === "=" || markAt(template, parts, i - 1) === "=",
      variable: end === first + 1 && kinds[first] === VARIABLE,
      telling:
        !(reason && word.includes(" ")) &&
        (word.split(/[^\w']+/).some(isTelling) ||
          (TELLING_KEYS.has(key) && ":=".includes(template[starts[i] ?? 0] ?? ""))),
    });
    i = end - 1;
  }
  return { slots, constants };
}

/** Index after the last part of the slot that the mark at `at` opens, or -1. */
function endOfSlot(template: string, parts: Tokens, at: number): number {
  const mark = template[parts.starts[at] ?? 0] ?? "";
  if ((parts.ends[at] ?? 0) - (parts.starts[at] ?? 0) > 1) return -1;
  if (mark === "=") return endOfValue(template, parts, at);
  if (mark === ":") return endOfField(template, parts, at);
  const closing = CLOSING.get(mark);
  return closing === undefined ? -1 : endInBrackets(template, parts, at, closing);
}

/** `failed to open it: No such file`, `closed due to a reset`: the rest of the line says why. */
function opensReason(template: string, parts: Tokens, at: number, faulty: boolean): boolean {
  const { count, kinds, spaced } = parts;
  if (kinds[at + 1] === PUNCT || at + 1 >= count || count - at > MAX_IN_REASON) return false;
  if (wordAt(template, parts, at) === "to") return wordAt(template, parts, at - 1) === "due";
  return faulty && markAt(template, parts, at) === ":" && spaced[at] !== 1 && spaced[at + 1] === 1;
}

/** `from NEW to READY`: of both words. */
function endOfChange(template: string, parts: Tokens, at: number): number {
  const from = wordAt(template, parts, at) === "to" ? at - 2 : at;
  const changes = wordAt(template, parts, from) === "from" && wordAt(template, parts, from + 2) === "to";
  const holds = (i: number) => i < parts.count && parts.kinds[i] !== PUNCT;
  return changes && holds(from + 1) && holds(from + 3) ? at + 2 : -1;
}

function markAt(template: string, { count, starts, kinds }: Tokens, at: number): string {
  return at >= 0 && at < count && kinds[at] === PUNCT ? (template[starts[at] ?? 0] ?? "") : "";
}

/** `owner=ada`, `owner = ada`; of `ruser= rhost=x` the first is empty. */
function endOfValue(template: string, parts: Tokens, at: number): number {
  const { count, kinds, spaced } = parts;
  if (kinds[at - 1] !== WORD) return -1;
  let end = at + 1;
  if (end < count && kinds[end] === PUNCT) return ",;)]}".includes(markAt(template, parts, end)) ? end : -1;
  if (end === count || (spaced[end] === 1 && spaced[at] !== 1)) return end;
  end += 1;
  while (end < count && spaced[end] !== 1 && kinds[end] !== PUNCT) end += 1;
  return end;
}

/** `…, Action: Staged, …`: between commas or at the end of a list of them. */
function endOfField(template: string, parts: Tokens, at: number): number {
  const { count, kinds } = parts;
  let before = at - 1;
  while (before >= 0 && at - before <= 3 && kinds[before] === WORD) before -= 1;
  const opens = markAt(template, parts, before);
  if (before === at - 1 || opens === "" || !",;(".includes(opens)) return -1;
  let end = at + 1;
  while (end < count && end - at <= MAX_IN_FIELD && kinds[end] !== PUNCT) end += 1;
  const closes = markAt(template, parts, end);
  return end === count || (closes !== "" && ",;)]".includes(closes)) ? end : -1;
}

function endInBrackets(template: string, parts: Tokens, at: number, closing: string): number {
  const { count } = parts;
  for (let end = at + 1; end < count && end - at <= MAX_IN_BRACKETS; end++) {
    const mark = markAt(template, parts, end);
    if (mark === closing) return end;
    if (mark !== "" && mark !== "," && mark !== "/" && mark !== "-" && mark !== ".") return -1;
  }
  return -1;
}
