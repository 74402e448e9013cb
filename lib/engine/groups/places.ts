import { PUNCT, VARIABLE, WORD, type Tokens } from "../template/scan.ts";
import { TELLING_KEYS } from "../template/lexicon.ts";
import { partsOf } from "../template/parts.ts";

/** A word of a template that might be a variable. */
export interface Place {
  /** Index among the template's parts, and its range in the template. */
  position: number;
  start: number;
  end: number;
  word: string;
  /** What stands before it says that a value follows. */
  cued: boolean;
  /** So many distinct words here make it a variable. */
  needed: number;
  /** One word is enough where other lines have a variable already. */
  provable: boolean;
}

const NEEDED = 5;
const NEEDED_AFTER_CUE = 3;
/** A first word, a word in capitals and a word with hardly any constant beside it are mostly what the line is about. */
const HARDER = 3;
const MAX_PLACES = 48;
const MAX_WORD = 80;

const CUES: ReadonlySet<string> = new Set(
  "user username login account for from by host hostname client domain device interface name named".split(" "),
);

/** Words that tell what happened: lines that differ in one of them are different lines. */
const TELLING: ReadonlySet<string> = new Set(
  [
    "failed failure fail fails failing error errors fatal warning critical success successful successfully succeeded succeeds ok okay",
    "start starts started starting stop stops stopped stopping open opens opened opening close closes closed closing up down on off",
    "enable enabled enabling disable disabled disabling connect connected connecting disconnect disconnected disconnecting",
    "accept accepted reject rejected allow allowed deny denied refused granted forbidden unauthorized invalid valid missing found",
    "create created creating delete deleted deleting add added adding remove removed removing insert inserted update updated updating",
    "lost expired timeout timed retry retrying killed crashed aborted cancelled canceled dropped exceeded healthy unhealthy",
    "not no cannot can't couldn't unable never without is was are were has have had be been will would could should may",
    "the an and or of to in at with as into than then when while if but because",
  ].flatMap((row) => row.split(" ")),
);

export function placesOf(template: string): Place[] {
  const parts = partsOf(template, template.length);
  const { count, starts, ends, kinds } = parts;
  let words = 0;
  let first = -1;
  for (let i = 0; i < count; i++)
    if (kinds[i] === WORD) {
      words += 1;
      if (first === -1) first = i;
    }
  if (words < 2) return [];
  const places: Place[] = [];
  for (let i = 0; i < count && places.length < MAX_PLACES; i++) {
    if (kinds[i] !== WORD) continue;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    const word = template.slice(start, end);
    if (word.length > MAX_WORD || TELLING.has(word.toLowerCase())) continue;
    const cued = isCued(template, parts, i);
    const hard = (i === first ? 1 : 0) + (isCapitals(word) ? 1 : 0) + (words < 3 ? 1 : 0);
    const needed = cued && !isCapitals(word) ? NEEDED_AFTER_CUE : NEEDED + hard * HARDER;
    const alone = !isBesideVariable(parts, i);
    places.push({
      position: i,
      start,
      end,
      word,
      cued,
      needed,
      provable: cued || (alone && words >= 3 && !isCapitals(word)),
    });
  }
  return places;
}

function isCued(template: string, parts: Tokens, at: number): boolean {
  const { count, starts, ends, kinds } = parts;
  let before = at - 1;
  if (before < 0) return false;
  const mark = template[starts[before] ?? 0] ?? "";
  if (kinds[before] === PUNCT) {
    if (mark === "=") return !TELLING_KEYS.has(wordBefore(template, parts, before - 1));
    const after = at + 1 < count ? (template[starts[at + 1] ?? 0] ?? "") : "";
    if ("\"'`".includes(mark) && mark === after) return true;
    if (mark === "[" && after === "]" && before > 0) return true;
    if (mark === ":") before -= 1;
  }
  return (
    before >= 0 &&
    kinds[before] === WORD &&
    CUES.has(template.slice(starts[before] ?? 0, ends[before] ?? 0).toLowerCase())
  );
}

/** But for `host:<*>`: taken together they would be one variable, so the word would vanish. */
function isBesideVariable({ count, starts, ends, kinds }: Tokens, at: number): boolean {
  for (const step of [-1, 1]) {
    let spaced = false;
    for (let i = at + step; i >= 0 && i < count; i += step) {
      spaced ||= step < 0 ? (ends[i] ?? 0) < (starts[i + 1] ?? 0) : (ends[i - 1] ?? 0) < (starts[i] ?? 0);
      if (kinds[i] === VARIABLE && spaced) return true;
      if (kinds[i] !== PUNCT) break;
    }
  }
  return false;
}

function wordBefore(template: string, { starts, ends, kinds }: Tokens, at: number): string {
  return at >= 0 && kinds[at] === WORD ? template.slice(starts[at] ?? 0, ends[at] ?? 0).toLowerCase() : "";
}

function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}
