/** Finds which of many words occur in a text, in one walk over it, ASCII case folded. */
export interface WordScanner {
  /** Calls `hit` with the index of each word found; a word may be reported more than once. */
  scan(text: string, hit: (word: number) => void): void;
}

export const MIN_WORD = 4;
/** 32 KB of single bits. */
const TABLE_BITS = 18;

/**
 * Each word hangs on its rarest five characters (a word of four on all of them). A table of hashed fives that fits the
 * processor's first cache tells at nearly every position that no word is here; only at a hit are words compared (after Karp
 * and Rabin, 1987). Words are lower case, of four characters or more; three digits are a word too, found where no digit
 * stands beside them.
 */
export function createWordScanner(words: readonly string[], rareness: (gram: string) => number): WordScanner {
  const fold = foldTable(words);
  const fives = new Anchors(5);
  const fours = new Anchors(4);
  const numbers = new Map<number, number>();
  words.forEach((word, index) => {
    if (/^\d{3}$/.test(word)) return numbers.set(Number(word), index);
    const classes: number[] = [];
    for (let at = 0; at < word.length; at++) classes.push(fold[word.charCodeAt(at)] ?? 0);
    const anchors = word.length > MIN_WORD ? fives : fours;
    anchors.add(index, classes, rarestAt(word, anchors.length, rareness));
    return undefined;
  });

  const compare = (anchors: Anchors, slot: number, text: string, at: number, hit: (word: number) => void) => {
    const before = classOf(fold, text.charCodeAt(at - anchors.length));
    const after = classOf(fold, text.charCodeAt(at + 1));
    const here = anchors.at(slot);
    for (let index = 0; index < here.length; index++) {
      const one = here[index];
      if (one === undefined || (one.before !== before && one.before !== ANY)) continue;
      if (one.after !== after && one.after !== ANY) continue;
      const { classes } = one;
      const start = at - one.end;
      let same = 0;
      while (same < classes.length && classOf(fold, text.charCodeAt(start + same)) === classes[same]) same += 1;
      if (same === classes.length) hit(one.word);
    }
  };

  return {
    scan(text, hit) {
      let gram = 0;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        gram = ((gram << 6) | classOf(fold, code)) & FIVE;
        const five = slotOf(gram);
        if ((((fives.flags[five >>> 5] ?? 0) >>> (five & 31)) & 1) === 1) compare(fives, five, text, at, hit);
        const four = slotOf(gram & FOUR);
        if ((((fours.flags[four >>> 5] ?? 0) >>> (four & 31)) & 1) === 1) compare(fours, four, text, at, hit);
        // 4xx and 5xx
        if ((code === 52 || code === 53) && numbers.size > 0) {
          const word = numbers.get(threeDigitsAt(text, at));
          if (word !== undefined) hit(word);
        }
      }
    },
  };
}

const NONE: readonly never[] = [];
const FIVE = 2 ** 30 - 1;
const FOUR = 2 ** 24 - 1;

/** Words by the slot of some of their characters. */
class Anchors {
  readonly flags = new Uint32Array(2 ** TABLE_BITS / 32);
  private readonly buckets: Anchored[][] = [];
  private readonly bucketOf = new Uint16Array(2 ** TABLE_BITS);
  readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  at(slot: number): readonly Anchored[] {
    return this.buckets[(this.bucketOf[slot] ?? 0) - 1] ?? NONE;
  }

  add(word: number, classes: number[], at: number): void {
    let gram = 0;
    for (let i = at; i < at + this.length; i++) gram = (gram << 6) | (classes[i] ?? 0);
    const slot = slotOf(gram);
    this.flags[slot >>> 5] = (this.flags[slot >>> 5] ?? 0) | (1 << (slot & 31));
    this.bucketOf[slot] ||= this.buckets.push([]);
    const [before, after] = [classes[at - 1] ?? ANY, classes[at + this.length] ?? ANY];
    this.buckets[(this.bucketOf[slot] ?? 0) - 1]?.push({ word, classes, before, after, end: at + this.length - 1 });
  }
}

/** A word: its characters' classes, where in it those that it hangs on end, and the classes beside them. */
interface Anchored {
  word: number;
  classes: number[];
  before: number;
  after: number;
  end: number;
}

/** No character: the word begins or ends with those that it hangs on. */
const ANY = 64;

const slotOf = (gram: number): number => Math.imul(gram, 0x9e3779b1) >>> (32 - TABLE_BITS);

/** Typographic quotes count as plain ones and ends of lines as spaces; what no word has is class 0. */
function classOf(fold: Uint8Array, code: number): number {
  if (code === 10) return fold[32] ?? 0;
  if (code < 128) return fold[code] ?? 0;
  return code === 0x2018 || code === 0x2019 ? (fold[39] ?? 0) : 0;
}

/** At most 63 classes, so that five of them fit a small integer; rarer characters share the last one. */
function foldTable(words: readonly string[]): Uint8Array {
  const fold = new Uint8Array(128);
  let classes = 0;
  for (const word of words) {
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at);
      if (code < 128 && fold[code] === 0) fold[code] = Math.min(++classes, 63);
    }
  }
  for (let code = 65; code <= 90; code++) fold[code] = fold[code + 32] ?? 0;
  return fold;
}

function rarestAt(word: string, length: number, rareness: (gram: string) => number): number {
  let best = 0;
  let most = -Infinity;
  for (let at = 0; at + length <= word.length; at++) {
    const rare = rareness(word.slice(at, at + length));
    if (rare > most) [best, most] = [at, rare];
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
