import { surprise } from "./pattern.ts";
import { createWordScanner } from "./word-scanner.ts";

/** Names the patterns that may match an event, in one walk over its texts, from the words they cannot do without. */
export interface Prefilter<T> {
  read(text: string): void;
  /** Those whose words were all read since the last call, in the order in which they were given. */
  candidates(): readonly T[];
  /** Those that may match although some of their words were not read, because such words hide behind a variable. */
  possible(): readonly T[];
}

/** A word that a template has masked: a code, a number, a port. */
const HIDES = /^(?!.*(?:sha\d|crc32|md5)).*(?:^[^a-z]*\d|\d\d|true|false)/;

const NONE: readonly never[] = [];

export function createPrefilter<T extends { words: readonly (readonly string[])[] }>(
  items: readonly T[],
): Prefilter<T> {
  const words = [...new Set(items.flatMap((item) => item.words.flat()))];
  const indexOf = new Map(words.map((word, index) => [word, index]));
  // Of each word: an item and the bit of the set it belongs to there, one after the other.
  const uses: number[][] = words.map(() => []);
  items.forEach((item, index) =>
    item.words.forEach((set, bit) => {
      for (const word of new Set(set)) uses[indexOf.get(word) ?? 0]?.push(index, 1 << bit);
    }),
  );
  const complete = Uint8Array.from(items, (item) => (1 << item.words.length) - 1);
  const hidden = Uint8Array.from(items, (item) =>
    item.words.reduce((bits, set, bit) => (set.some((word) => HIDES.test(word)) ? bits | (1 << bit) : bits), 0),
  );
  const scanner = createWordScanner(words, surprise);
  const marks = new Uint8Array(items.length);
  const touched: number[] = [];

  const hit = (word: number) => {
    const used = uses[word] ?? NONE;
    for (let at = 0; at < used.length; at += 2) {
      const item = used[at] ?? 0;
      const mark = marks[item] ?? 0;
      if (mark === 0) touched.push(item);
      marks[item] = mark | (used[at + 1] ?? 0);
    }
  };

  const taken = (isWanted: (item: number, mark: number) => boolean): readonly T[] => {
    if (touched.length === 0) return NONE;
    const found = touched.filter((item) => isWanted(item, marks[item] ?? 0));
    for (const item of touched) marks[item] = 0;
    touched.length = 0;
    return found.toSorted((a, b) => a - b).flatMap((item) => items[item] ?? []);
  };

  return {
    read: (text) => scanner.scan(text, hit),
    candidates: () => taken((item, mark) => mark === complete[item]),
    possible: () => taken((item, mark) => (mark | (hidden[item] ?? 0)) === complete[item]),
  };
}
