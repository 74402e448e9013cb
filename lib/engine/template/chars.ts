/** What a character does in a line. A word's characters are told apart by bits, so that a word knows what it is made of. */
export const LETTER = 1;
export const DIGIT = 2;
/** Joins what stands around it into one word: `-79`, `a-b`, `50%`, `#3`. */
export const JOINER = 4;
export const DOT = 8;
export const SLASH = 16;
/** `@` and `\` make an address or a path of a word. */
export const MARK = 32;
export const SPACE = 64;
export const PUNCTUATION = 128;
export const WORDY = LETTER | DIGIT;
export const JOINING = JOINER | DOT | SLASH | MARK;

/** Scripts that write no spaces: a word of theirs ends where other characters begin. */
export const WIDE = 256;

export const CODE = {
  quote: 34,
  hash: 35,
  percent: 37,
  apostrophe: 39,
  openParen: 40,
  closeParen: 41,
  star: 42,
  plus: 43,
  minus: 45,
  dot: 46,
  slash: 47,
  colon: 58,
  less: 60,
  equals: 61,
  greater: 62,
  openBracket: 91,
  backslash: 92,
} as const;

const TRAITS = new Uint16Array(0x10000).fill(LETTER);
const assign = (chars: string, trait: number) => {
  for (const char of chars) TRAITS[char.charCodeAt(0)] = trait;
};
TRAITS.fill(PUNCTUATION, 0, 128);
TRAITS.fill(SPACE, 0, 33);
assign("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", LETTER);
assign("0123456789", DIGIT);
assign("-$%+#~", JOINER);
assign(".", DOT);
assign("/", SLASH);
assign("@\\", MARK);
// dashes, quotes and bullets; the blocks of Chinese, Japanese and Korean with their punctuation
TRAITS.fill(PUNCTUATION, 0x2000, 0x2070);
TRAITS.fill(WIDE, 0x2e80, 0xd800);
TRAITS.fill(PUNCTUATION, 0x3001, 0x3040);
TRAITS.fill(WIDE, 0xf900, 0xfb00);
TRAITS.fill(PUNCTUATION, 0xff00, 0xff21);
TRAITS.fill(SPACE, 0x2000, 0x200b);
assign("\u007f\u00a0\u2028\u2029\u202f\u205f\u3000\ufeff", SPACE);

export function traitOf(code: number): number {
  return TRAITS[code] ?? PUNCTUATION;
}

export function isWordy(code: number): boolean {
  return (traitOf(code) & WORDY) !== 0;
}
