/** Finds which of many words occur in a text, in one walk over it, ASCII case folded. */
export interface WordScanner {
  /** Calls `hit` with the index of each word found; a word may be reported more than once. */
  scan(text: string, hit: (word: number) => void): void;
}

export const MIN_WORD = 4;
const GRAM = 4;
const GRAM_MASK = 2 ** (6 * GRAM) - 1;
/** 32 KB of single bits. */
const TABLE_BITS = 18;

/**
 * Each word hangs on its rarest four characters. A table of hashed fours that fits the processor's first cache tells at
 * nearly every position that no word is here; only at a hit is the word itself compared (after Karp and Rabin, 1987).
 * Words are lower case, of four characters or more; three digits are a word too, found where no digit stands beside them.
 */
export function createWordScanner(words: readonly string[], rareness: (gram: string) => number): WordScanner {
  const fold = foldTable(words);
  const flags = new Uint32Array(2 ** TABLE_BITS / 32);
  const anchored = new Map<number, { word: number; classes: number[]; after: number }[]>();
  const numbers = new Map<number, number>();
  words.forEach((word, index) => {
    if (/^\d{3}$/.test(word)) return numbers.set(Number(word), index);
    const classes = Array.from(word).map((char) => fold[char.charCodeAt(0)] ?? 0);
    const at = rarestAt(word, rareness);
    const slot = slotOf(classes.slice(at, at + GRAM).reduce((gram, kind) => (gram << 6) | kind, 0));
    flags[slot >>> 5] = (flags[slot >>> 5] ?? 0) | (1 << (slot & 31));
    anchored.set(slot, [...(anchored.get(slot) ?? []), { word: index, classes, after: at + GRAM - 1 }]);
    return undefined;
  });

  const compare = (slot: number, text: string, at: number, hit: (word: number) => void) => {
    for (const { word, classes, after } of anchored.get(slot) ?? []) {
      const start = at - after;
      let same = 0;
      while (same < classes.length && classOf(fold, text.charCodeAt(start + same)) === classes[same]) same += 1;
      if (same === classes.length) hit(word);
    }
  };

  return {
    scan(text, hit) {
      let gram = 0;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        gram = ((gram << 6) | classOf(fold, code)) & GRAM_MASK;
        const slot = slotOf(gram);
        if ((((flags[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1) compare(slot, text, at, hit);
        // 4xx and 5xx
        if ((code === 52 || code === 53) && numbers.size > 0) {
          const word = numbers.get(threeDigitsAt(text, at));
          if (word !== undefined) hit(word);
        }
      }
    },
  };
}

const slotOf = (gram: number): number => Math.imul(gram, 0x9e3779b1) >>> (32 - TABLE_BITS);

/** Typographic quotes count as plain ones and ends of lines as spaces; what no word has is class 0. */
function classOf(fold: Uint8Array, code: number): number {
  if (code === 10) return fold[32] ?? 0;
  if (code < 128) return fold[code] ?? 0;
  return code === 0x2018 || code === 0x2019 ? (fold[39] ?? 0) : 0;
}

/** At most 63 classes, so that four of them fit a small integer; rarer characters share the last one. */
function foldTable(words: readonly string[]): Uint8Array {
  const fold = new Uint8Array(128);
  let classes = 0;
  for (const char of new Set(words.join(""))) {
    const code = char.charCodeAt(0);
    if (code < 128) fold[code] = Math.min(++classes, 63);
  }
  for (let code = 65; code <= 90; code++) fold[code] = fold[code + 32] ?? 0;
  return fold;
}

function rarestAt(word: string, rareness: (gram: string) => number): number {
  let best = 0;
  for (let at = 1; at + GRAM <= word.length; at++) {
    if (rareness(word.slice(at, at + GRAM)) > rareness(word.slice(best, best + GRAM))) best = at;
  }
  return best;
}

/** The number of three digits that starts here, or -1 when a digit stands beside it. */
function threeDigitsAt(text: string, at: number): number {
  const [first, second, third] = [digitAt(text, at), digitAt(text, at + 1), digitAt(text, at + 2)];
  if (second < 0 || third < 0 || digitAt(text, at - 1) >= 0 || digitAt(text, at + 3) >= 0) return -1;
  return first * 100 + second * 10 + third;
}

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57 ? code - 48 : -1;
}
