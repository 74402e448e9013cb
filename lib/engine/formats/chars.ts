/** Character tests over char codes. NaN (behind the end of a text) is none of them. */
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
export const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
export const isUpper = (c: number): boolean => c >= 65 && c <= 90;
export const isWordChar = (c: number): boolean => isLetter(c) || isDigit(c) || c === 95;
export const isBlank = (c: number): boolean => c === 32 || c === 9;

/** First index from `pos` that is not a blank. */
export function skipBlanks(text: string, pos: number): number {
  let at = pos;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** First index from `pos` that is a blank, or the end. */
export function blankFrom(text: string, pos: number): number {
  let at = pos;
  while (at < text.length && !isBlank(text.charCodeAt(at))) at += 1;
  return at;
}
