import { hashText } from "../template/fingerprint.ts";
import { TELLING_KEYS } from "../template/lexicon.ts";
import { partsOf } from "../template/parts.ts";
import { PUNCT, VARIABLE, WORD, type Tokens } from "../template/scan.ts";
import { CUES, LINKS, NAMED, TELLING_WORDS } from "./lexicon.ts";

/** A word of a template that might be a variable. */
export interface Place {
  /** Index among the template's parts, and its range in the template. */
  position: number;
  start: number;
  end: number;
  word: string;
  /** Hash of all that stands around it: templates that differ here alone have it in common. */
  context: number;
  /** What stands before it says that a value follows. */
  cued: boolean;
  /** It is the name of a class: often one of many that do the same. */
  className: boolean;
  /** The line's first word, mostly what it is about. */
  first: boolean;
  /** Hardly anything constant would stand beside it. */
  lonely: boolean;
  /** One word is enough here, where other lines have a variable already. */
  provable: boolean;
  /** Sum of the hashes of the template's other words, and how many they are. */
  others: number;
  beside: number;
}

export interface Places {
  places: Place[];
  /** Sum of the hashes of the template's words. */
  words: number;
  /** How many parts the template has, and which of them are variables. */
  count: number;
  variables: number[];
}

const MAX_PLACES = 48;
const MAX_WORD = 80;

export function placesOf(template: string): Places {
  const parts = partsOf(template, template.length);
  const { count, starts, ends, kinds } = parts;
  const hashes: number[] = [];
  const indexes: number[] = [];
  const variables: number[] = [];
  let words = 0;
  for (let i = 0; i < count; i++) {
    const hash = hashText(template, starts[i], ends[i]).low;
    hashes.push(hash);
    if (kinds[i] === VARIABLE) variables.push(i);
    if (kinds[i] !== WORD) continue;
    indexes.push(i);
    words += hash;
  }
  if (indexes.length < 2) return { places: [], words, count, variables };
  const contexts = contextsOf(hashes, parts);
  const places: Place[] = [];
  for (const i of indexes) {
    if (places.length === MAX_PLACES) break;
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    const word = template.slice(start, end);
    if (word.length > MAX_WORD || isTelling(word) || template[end] === "=") continue;
    const cued = isCued(template, parts, i);
    const lonely = indexes.length < 3;
    places.push({
      position: i,
      start,
      end,
      word,
      cued,
      lonely,
      context: contexts[i] ?? 0,
      first: i === indexes[0],
      className: isClassName(word),
      provable: cued || (!lonely && !isCapitals(word) && !isBesideVariable(parts, i)),
      others: words - (hashes[i] ?? 0),
      beside: indexes.length - 1,
    });
  }
  return { places, words, count, variables };
}

/** `failed`; and names of what went wrong: `IOException`, `AuthFail` */
export function isTelling(word: string): boolean {
  return TELLING_WORDS.has(word.toLowerCase()) || /(?:exception|error|failure|fault|fail)$/i.test(word);
}

/** `com.example.billing.Invoice` */
function isClassName(word: string): boolean {
  return /\.[A-Z]\w*[a-z]\w*$/.test(word);
}

export function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/** For each part, a hash of the parts before it and of those after it. */
function contextsOf(hashes: readonly number[], { spaced }: Tokens): number[] {
  const stir = (hash: number, i: number) =>
    Math.imul(hash ^ (hashes[i] ?? 0) ^ (spaced[i] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
  const after: number[] = [];
  let hash = 1;
  for (let i = hashes.length - 1; i >= 0; i--) {
    after[i] = hash;
    hash = stir(hash, i);
  }
  hash = 2;
  return hashes.map((_, i) => {
    const before = hash ^ (spaced[i] ?? 0);
    hash = stir(hash, i);
    // 53 bits, so that it stays exact as a number
    return (before >>> 0) * 0x200000 + ((after[i] ?? 0) >>> 11);
  });
}

function isCued(template: string, parts: Tokens, at: number): boolean {
  const { count, starts, kinds } = parts;
  let before = at - 1;
  if (before < 0) return false;
  const mark = template[starts[before] ?? 0] ?? "";
  if (kinds[before] === PUNCT) {
    if (mark === "=") return !TELLING_KEYS.has(wordAt(template, parts, before - 1));
    const after = at + 1 < count ? (template[starts[at + 1] ?? 0] ?? "") : "";
    if ("\"'`".includes(mark) && mark === after) return true;
    if (mark === "[" && after === "]" && before > 0) return true;
    // `process 4121 (java)`
    if (mark === "(" && after === ")" && before > 0 && kinds[before - 1] === VARIABLE) return true;
    if (mark === ":") before -= 1;
  }
  if (before === at - 1 && NAMED.has(wordAt(template, parts, before)))
    return at + 1 === count || kinds[at + 1] === PUNCT || LINKS.has(wordAt(template, parts, at + 1));
  return CUES.has(wordAt(template, parts, before));
}

export function wordAt(template: string, { starts, ends, kinds }: Tokens, at: number): string {
  return at >= 0 && kinds[at] === WORD ? template.slice(starts[at] ?? 0, ends[at] ?? 0).toLowerCase() : "";
}

/** But for `host:<*>`: taken together they would be one variable, so the word would vanish. */
function isBesideVariable({ count, kinds, spaced }: Tokens, at: number): boolean {
  for (const step of [-1, 1]) {
    let apart = false;
    for (let i = at + step; i >= 0 && i < count; i += step) {
      apart ||= spaced[step < 0 ? i + 1 : i] === 1;
      if (kinds[i] === VARIABLE && apart) return true;
      if (kinds[i] !== PUNCT) break;
    }
  }
  return false;
}
