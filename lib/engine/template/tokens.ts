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
  const tokens = tokensOf(message, false);
  const matched = template === undefined ? null : match(tokensOf(template, true), tokensOf(message, true));
  if (matched === null) return tokens;
  const spans = matched.filter((span) => span !== undefined);
  const inside = (token: Token) => spans.find((span) => token.start >= span.start && token.end <= span.end);
  const out: Token[] = [];
  for (const token of tokens) {
    const span = inside(token);
    if (span === undefined) out.push(token);
    else if (out.at(-1)?.end !== span.end) out.push(variable(message, span.start, span.end));
  }
  return out;
}

/**
 * The text of each `<*>` of a template in a message of its group, in order; null when the message is not of this template
 * (or the group is an exception's). Of a repeated list, one row is read.
 */
export function variablesOf(template: string, message: string): string[] | null {
  const spans = match(tokensOf(template, true), tokensOf(message, true));
  return spans === null ? null : spans.map(({ start, end }) => message.slice(start, end));
}

export function tokensOf(text: string, folded: boolean): Token[] {
  const newline = text.indexOf("\n");
  const { count, starts, ends, kinds } = partsOf(text, newline === -1 ? text.length : newline, folded);
  const tokens: Token[] = [];
  for (let i = 0; i < count; i++) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    tokens.push(
      kinds[i] === VARIABLE ? variable(text, start, end) : { text: text.slice(start, end), start, end, mask: null },
    );
  }
  return tokens;
}

function variable(text: string, start: number, end: number): Token {
  const value = text.slice(start, end);
  return { text: value, start, end, mask: maskOf(value) };
}

interface Span {
  start: number;
  end: number;
}

/**
 * Lays a template over a message: a constant on the same constant, a variable over as few tokens as will do. Quadratic in
 * tokens, of which a line has at most a few hundred.
 */
function match(template: readonly Token[], message: readonly Token[]): Span[] | null {
  const width = message.length + 1;
  const reach = new Uint8Array((template.length + 1) * width);
  reach[template.length * width + message.length] = 1;
  for (let t = template.length - 1; t >= 0; t--)
    for (let m = message.length - 1; m >= 0; m--) {
      const on = reach[(t + 1) * width + m + 1] === 1;
      const longer = reach[t * width + m + 1] === 1;
      const fits = template[t]?.mask === null ? on && isConstant(template[t], message[m]) : on || longer;
      reach[t * width + m] = fits ? 1 : 0;
    }
  if (reach[0] !== 1) return null;
  const spans: Span[] = [];
  let m = 0;
  for (let t = 0; t < template.length; t++) {
    const first = message[m];
    m += 1;
    if (template[t]?.mask === null || first === undefined) continue;
    while (reach[(t + 1) * width + m] !== 1) m += 1;
    spans.push({ start: first.start, end: message[m - 1]?.end ?? first.end });
  }
  return spans;
}

function isConstant(a: Token | undefined, b: Token | undefined): boolean {
  return b?.mask === null && a?.text === b.text;
}
