import { CODE } from "./chars.ts";
import { claimNeighbours } from "./neighbours.ts";
import { foldRepeats } from "./repeats.ts";
import { createTokens, scan, VARIABLE, WORD, type Tokens } from "./scan.ts";

const OPEN = 1;
const CLOSE = 2;
const QUOTE = 3;
const BRACKETS = new Uint8Array(128);
for (const char of "([{<") BRACKETS[char.charCodeAt(0)] = OPEN;
for (const char of ")]}>") BRACKETS[char.charCodeAt(0)] = CLOSE;
for (const char of "\"'`") BRACKETS[char.charCodeAt(0)] = QUOTE;

const tokens = createTokens();
/** What `tokens` holds: the same line is often asked for twice in a row, for its template and for its values. */
const held = { text: "", limit: -1, folded: true };

/**
 * The line as its template has it: words, punctuation and variables, neighbouring variables taken together. Reused by the
 * next call.
 * @param folded one row of a list stands for all, as in a template; false keeps every row, for display
 */
export function partsOf(text: string, limit: number, folded = true): Tokens {
  if (held.text === text && held.limit === limit && held.folded === folded) return tokens;
  scan(text, limit, tokens);
  claimNeighbours(text, tokens, true);
  if (!hasWord(tokens)) {
    // `powerOff(0)`: a name is no variable where nothing else is left.
    scan(text, limit, tokens);
    claimNeighbours(text, tokens, false);
  }
  collapse(text, tokens);
  if (folded) foldRepeats(text, tokens);
  held.text = text;
  held.limit = limit;
  held.folded = folded;
  return tokens;
}

function hasWord({ count, kinds }: Tokens): boolean {
  for (let i = 0; i < count; i++) if (kinds[i] === WORD) return true;
  return false;
}

/** `<*>:<*> (<*>)` is one variable. Compacts the tokens in place. */
function collapse(text: string, tokens: Tokens): void {
  const { count, starts, ends, kinds, spaced } = tokens;
  let kept = 0;
  for (let i = 0; i < count;) {
    const kind = kinds[i] ?? WORD;
    starts[kept] = starts[i] ?? 0;
    spaced[kept] = spaced[i] ?? 0;
    if (kind >= VARIABLE) {
      const last = runEnd(text, tokens, i);
      ends[kept] = ends[last] ?? 0;
      kinds[kept] = VARIABLE;
      i = last + 1;
    } else {
      ends[kept] = ends[i] ?? 0;
      kinds[kept] = kind;
      i += 1;
    }
    kept += 1;
  }
  tokens.count = kept;
}

/** The last token of the run of variables that starts at `first`: over punctuation whose brackets close within it. */
function runEnd(text: string, { count, starts, kinds }: Tokens, first: number): number {
  let last = first;
  let depth = 0;
  let quoted = false;
  for (let i = first + 1; i < count; i++) {
    const kind = kinds[i] ?? WORD;
    if (kind === WORD) break;
    if (kind >= VARIABLE) {
      if (depth === 0 && !quoted) last = i;
      continue;
    }
    const at = starts[i] ?? 0;
    const code = text.charCodeAt(at);
    if (code === CODE.star) break;
    const bracket = code < 128 && !isComparison(text, code, at) ? BRACKETS[code] : 0;
    if (bracket === OPEN) depth += 1;
    else if (bracket === CLOSE) {
      if (depth === 0) break;
      depth -= 1;
      // `10.0.0.7 (db.example.com)`
      if (depth === 0 && !quoted && (kinds[i - 1] ?? 0) >= VARIABLE) last = i;
    } else if (bracket === QUOTE) quoted = !quoted;
  }
  return last;
}

/** `->`, `=>`, `<=`, `a > b`: no brackets. */
function isComparison(text: string, code: number, at: number): boolean {
  if (code === CODE.greater) return "-= ".includes(text.charAt(at - 1));
  return code === CODE.less && "-= ".includes(text.charAt(at + 1));
}
