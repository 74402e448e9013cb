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

const TRAITS = new Uint16Array(128).fill(PUNCTUATION);
TRAITS.fill(SPACE, 0, 33);
TRAITS[127] = SPACE;
const assign = (chars: string, trait: number) => {
  for (const char of chars) TRAITS[char.charCodeAt(0)] = trait;
};
assign("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", LETTER);
assign("0123456789", DIGIT);
assign("-$%+#~", JOINER);
assign(".", DOT);
assign("/", SLASH);
assign("@\\", MARK);

export function traitOf(code: number): number {
  if (code < 128) return TRAITS[code] ?? PUNCTUATION;
  // no-break space; dashes, quotes and bullets; everything from the CJK blocks on
  if (code === 0xa0) return SPACE;
  if (code >= 0x2000 && code <= 0x206f)
    return code <= 0x200a || code === 0x2028 || code === 0x2029 ? SPACE : PUNCTUATION;
  if (code < 0x2e80 || (code >= 0xd800 && code <= 0xdfff)) return LETTER;
  if (code <= 0x303f || (code >= 0xff00 && code <= 0xff20)) return code === 0x3000 ? SPACE : PUNCTUATION;
  return WIDE;
}

export function isWordy(code: number): boolean {
  return (traitOf(code) & WORDY) !== 0;
}
