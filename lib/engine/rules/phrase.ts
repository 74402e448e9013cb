/** A phrase that tolerates wording: its words in small letters, and how many of them a line must have. */
export interface Phrase {
  words: readonly string[];
  least: number;
}

/** What part of the words must be there, rounded up: all of three, three of four, six of eight. */
const SHARE = 0.75;
const MIN_WORDS = 2;
const MAX_WORDS = 12;
const MIN_LETTERS = 3;
const MAX_LETTERS = 32;
/** Words that say nothing of what happened. */
const SILENT = new Set("the and for was were has have had are been with from that this its".split(" "));
/** Words of a line that are looked at. */
const MAX_READ = 400;
/** Letters that may differ in a word, from so many letters on. */
const TOLERANCE: readonly { letters: number; edits: number }[] = [
  { letters: 8, edits: 2 },
  { letters: 5, edits: 1 },
  { letters: 0, edits: 0 },
];

/** Throws a readable Error for a phrase with fewer than two words, or more than twelve. */
export function phraseOf(text: string): Phrase {
  const words = [...new Set(wordsOf(text))];
  if (words.length < MIN_WORDS || words.length > MAX_WORDS) {
    throw new Error(`a phrase has ${MIN_WORDS} to ${MAX_WORDS} words of ${MIN_LETTERS} letters or more: ${text}`);
  }
  return { words, least: Math.ceil(words.length * SHARE) };
}

/** Runs of letters, at least three long, in small letters. Numbers, ids, short words and `the` and its like are no words. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const small = word.toLowerCase().slice(0, MAX_LETTERS);
    if (small.length >= MIN_LETTERS && !SILENT.has(small)) words.push(small);
    if (words.length === MAX_READ) break;
  }
  return words;
}

/**
 * Whether enough words of the phrase stand close together, in any order: within half as many words again as it has, two
 * at least. A word counts when it is equal but for one letter (from five letters on) or two (from eight on) that are
 * added, left out or changed. Time grows with the words of the line times those of the phrase.
 */
export function hasPhrase({ words, least }: Phrase, line: readonly string[]): boolean {
  const reach = words.length + Math.max(2, Math.ceil(words.length / 2));
  const lastAt = words.map(() => -Infinity);
  for (const [at, read] of line.entries()) {
    let met = false;
    for (const [index, word] of words.entries()) {
      if (!alike(word, read)) continue;
      lastAt[index] = at;
      met = true;
    }
    if (met && lastAt.filter((last) => at - last < reach).length >= least) return true;
  }
  return false;
}

function alike(word: string, read: string): boolean {
  if (word === read) return true;
  const edits = TOLERANCE.find(({ letters }) => word.length >= letters)?.edits ?? 0;
  return edits > 0 && Math.abs(word.length - read.length) <= edits && distance(word, read) <= edits;
}

/** Levenshtein's distance; words are short. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const kept = (before[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(kept, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
