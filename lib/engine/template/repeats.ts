import { PUNCT, VARIABLE, type Tokens } from "./scan.ts";

/** A repeated row may hold this many variables and tokens. */
const MAX_VARIABLES = 4;
const MAX_PERIOD = 24;
const MIN_TOKENS = 6;

/**
 * `node 1 ok, node 2 ok, node 3 ok` is a list: one row of it stands for all, so that its length does not split groups.
 * Compacts the tokens in place.
 */
export function foldRepeats(text: string, tokens: Tokens): void {
  if (tokens.count < MIN_TOKENS) return;
  for (let at = 0; at < tokens.count; at++)
    if (tokens.kinds[at] === VARIABLE) {
      let next = at;
      for (let tried = 0; tried < MAX_VARIABLES; tried++) {
        next = nextVariable(tokens, next + 1);
        if (next === -1 || next - at > MAX_PERIOD) break;
        if (foldPeriod(text, tokens, at, next - at)) {
          at = -1;
          break;
        }
      }
    }
}

/** @returns whether tokens around `at` repeat with this period, and were folded */
function foldPeriod(text: string, tokens: Tokens, at: number, period: number): boolean {
  if (!isSame(text, tokens, at, period)) return false;
  let from = at;
  let to = at + 1;
  while (to + period < tokens.count && isSame(text, tokens, to, period)) to += 1;
  if (to - from < period / 2) return false;
  while (from > 0 && isSame(text, tokens, from - 1, period)) from -= 1;
  const row = contentOf(tokens, at, at + period);
  if (row < 2 || contentOf(tokens, from, to) < row) return false;
  let keep = from;
  while (contentOf(tokens, keep + period, to + period) >= row) keep += period;
  const before = tokens.spaced[from] ?? 0;
  for (const column of [tokens.starts, tokens.ends, tokens.kinds, tokens.spaced])
    column.copyWithin(from, keep, tokens.count);
  tokens.spaced[from] = before;
  tokens.count -= keep - from;
  return true;
}

function nextVariable({ count, kinds }: Tokens, from: number): number {
  for (let i = from; i < count; i++) if (kinds[i] === VARIABLE) return i;
  return -1;
}

function contentOf({ kinds }: Tokens, from: number, to: number): number {
  let content = 0;
  for (let i = from; i < to; i++) if (kinds[i] !== PUNCT) content += 1;
  return content;
}

function isSame(text: string, { starts, ends, kinds }: Tokens, at: number, period: number): boolean {
  const other = at + period;
  if (kinds[at] !== kinds[other]) return false;
  if (kinds[at] === VARIABLE) return true;
  const start = starts[at] ?? 0;
  const size = (ends[at] ?? 0) - start;
  const otherStart = starts[other] ?? 0;
  if (size !== (ends[other] ?? 0) - otherStart) return false;
  for (let i = 0; i < size; i++) if (text.charCodeAt(start + i) !== text.charCodeAt(otherStart + i)) return false;
  return true;
}
