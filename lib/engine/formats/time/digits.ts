import { isDigit } from "../chars.ts";

export const SPACE = 32;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;

/** How many digits stand at `pos`, counted up to `most`. */
export function digitRun(text: string, pos: number, most: number): number {
  let n = 0;
  while (n < most && isDigit(text.charCodeAt(pos + n))) n += 1;
  return n;
}

/** The number that `width` digits at `pos` write. */
export function number(text: string, pos: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i += 1) value = value * 10 + text.charCodeAt(pos + i) - 48;
  return value;
}

/** A fraction of so many digits in billionths. */
export function scaled(value: number, digits: number): number {
  return value * 10 ** (9 - digits);
}
