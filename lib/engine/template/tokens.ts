import { maskOf, type MaskName } from "./masks.ts";
import { partsOf } from "./parts.ts";
import { VARIABLE } from "./scan.ts";

/** A piece of a message: a constant, or a variable with the mask that made it one. Ranges are of the message. */
export interface Token {
  text: string;
  start: number;
  end: number;
  mask: MaskName | null;
}

/**
 * The first line of a message as words, punctuation and variables, in order; white space lies between the ranges.
 * @param template of its group, when late merges or a person made more of it variable than the masks do
 */
export function maskedTokens(message: string, template?: string): Token[] {
  const tokens = tokensOf(message);
  const matched = template === undefined ? null : match(piecesOf(template, true), piecesOf(message, true));
  if (matched === null) return tokens;
  const spans = matched.filter((span) => span !== undefined);
  const inside = (token: Token) => spans.find((span) => token.start >= span.start && token.end <= span.end);
  const out: Token[] = [];
  for (const token of tokens) {
    const span = inside(token);
    if (span === undefined) out.push(token);
    else if (out.at(-1)?.end !== span.end) out.push(tokenOf(message, span));
  }
  return out;
}

/**
 * The text of each `<*>` of a template in a message of its group, in order; null when the message is not of this template
 * (or the group is an exception's). Of a repeated list, one row is read.
 */
export function variablesOf(template: string, message: string): string[] | null {
  const spans = match(piecesOf(template, true), piecesOf(message, true));
  return spans === null ? null : spans.map(({ start, end }) => message.slice(start, end));
}

/** The text of each variable of a message's own template, in order; at most `limit`. Of exceptions there are none. */
export function valuesOf(message: string, limit: number): string[] {
  const { count, starts, ends, kinds } = partsOf(message, firstLineEnd(message));
  const values: string[] = [];
  for (let i = 0; i < count && values.length < limit; i++)
    if (kinds[i] === VARIABLE) values.push(message.slice(starts[i] ?? 0, ends[i] ?? 0));
  return values;
}

/** A word, a variable or a mark of a template. A value that a person keeps as a constant is a variable with its own text. */
export interface TemplateToken extends Piece {
  word: boolean;
  /** White space stands before it. */
  spaced: boolean;
}

/** The tokens of a template, in order: their index is the position that rules name. */
export function templateTokens(template: string): TemplateToken[] {
  let end = 0;
  return piecesOf(template, true).map((piece) => {
    const spaced = piece.start > end;
    end = piece.end;
    return { ...piece, spaced, word: !piece.variable && /[\p{L}\p{N}_]/u.test(piece.text) };
  });
}

/** A token before it is told which mask made it a variable. */
export interface Piece {
  text: string;
  start: number;
  end: number;
  variable: boolean;
}

export function piecesOf(text: string, folded: boolean): Piece[] {
  const { count, starts, ends, kinds } = partsOf(text, firstLineEnd(text), folded);
  const pieces: Piece[] = [];
  for (let i = 0; i < count; i++) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    pieces.push({ text: text.slice(start, end), start, end, variable: kinds[i] === VARIABLE });
  }
  return pieces;
}

export function tokensOf(text: string): Token[] {
  return piecesOf(text, false).map(({ variable, ...piece }) => ({
    ...piece,
    mask: variable ? maskOf(piece.text) : null,
  }));
}

function firstLineEnd(text: string): number {
  const newline = text.indexOf("\n");
  return newline === -1 ? text.length : newline;
}

function tokenOf(message: string, { start, end }: Span): Token {
  const text = message.slice(start, end);
  return { text, start, end, mask: maskOf(text) };
}

export interface Span {
  start: number;
  end: number;
}

/**
 * Lays a template over a message: a constant on the same constant, a variable over as few tokens as will do. Quadratic in
 * tokens, of which a line has at most a few hundred.
 */
export function match(template: readonly Piece[], message: readonly Piece[]): Span[] | null {
  const width = message.length + 1;
  const reach = new Uint8Array((template.length + 1) * width);
  reach[template.length * width + message.length] = 1;
  for (let t = template.length - 1; t >= 0; t--)
    for (let m = message.length - 1; m >= 0; m--) {
      const on = reach[(t + 1) * width + m + 1] === 1;
      const longer = reach[t * width + m + 1] === 1;
      const fits = template[t]?.variable === false ? on && isConstant(template[t], message[m]) : on || longer;
      reach[t * width + m] = fits ? 1 : 0;
    }
  if (reach[0] !== 1) return null;
  const spans: Span[] = [];
  let m = 0;
  for (let t = 0; t < template.length; t++) {
    const first = message[m];
    m += 1;
    if (template[t]?.variable === false || first === undefined) continue;
    while (reach[(t + 1) * width + m] !== 1) m += 1;
    spans.push({ start: first.start, end: message[m - 1]?.end ?? first.end });
  }
  return spans;
}

function isConstant(a: Piece | undefined, b: Piece | undefined): boolean {
  return b?.variable === false && a?.text === b.text;
}
