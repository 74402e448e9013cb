import { MIN_WORD } from "./word-scanner.ts";

/**
 * Patterns as the rules use them: a subset of regular expressions that is parsed once, to bound every repeat (nothing
 * superlinear runs over log text) and to learn words without which it cannot match (the prefilter).
 */
export interface Pattern {
  /** With every repeat bounded, and the flag `g` so that a match after a vetoed one is found. */
  regex: RegExp;
  /** Of each set at least one word occurs in every match. Lower case, without quotes. */
  words: readonly (readonly string[])[];
  /** Upper bound of ways to try it at one position. */
  steps: number;
}

/** How far `.*` and `[^x]*` reach, and how far `\s*`, `\d+` and the like do. */
const WIDE_REPEAT = 160;
const NARROW_REPEAT = 40;
/** Two wide gaps, or what costs the same: asked of patterns that people write, whose worst case nobody measured. */
const MAX_STEPS = 60_000;
/** A repeat may hold a repeat only when it is as short as this. */
const MAX_NESTED = 8;
const MAX_ALTERNATIVES = 48;
const MAX_SETS = 3;

/**
 * One pattern per alternative at the top. Throws a readable Error when one is outside the subset: a backreference, a long
 * repeat of a repeat, no certain word. `strict` also refuses patterns whose open gaps make them slow; built-in ones are
 * measured by a test instead.
 */
export function compilePattern(source: RegExp, { strict = false } = {}): Pattern[] {
  return new Parser(source.source).branches().map((node) => {
    if (strict && node.steps > MAX_STEPS) throw new Error(`too many open gaps in /${source.source}/`);
    const words = certain(node)
      .toSorted((a, b) => rarity(b) - rarity(a))
      .slice(0, MAX_SETS);
    if (words.length === 0) throw new Error(`no word of ${MIN_WORD} characters is certain in /${node.text}/`);
    return {
      regex: new RegExp(node.text, `g${source.flags.replace(/[gy]/g, "")}`),
      words,
      steps: node.steps,
    };
  });
}

/** The same bounds for a pattern that need not hold a certain word, because it is only tried where another one matched. */
export function boundPattern(source: RegExp): RegExp {
  const branches = new Parser(source.source).branches();
  if (branches.some(({ steps }) => steps > MAX_STEPS)) throw new Error(`too many open gaps in /${source.source}/`);
  return new RegExp(branches.map(({ text }) => text).join("|"), source.flags.replace(/[gy]/g, ""));
}

/** `exact`: all strings the part can match, or null; `needed`: sets of which one word each must occur. */
interface Node {
  text: string;
  exact: string[] | null;
  needed: string[][];
  /** Upper bound of ways to try this part at one position. */
  steps: number;
  wide: boolean;
  repeats: boolean;
}

/** A line may be wrapped at any space. */
const WRAPPED_SPACE = "[ \\n]";
const LITERAL = /[\w ,:;=/<>@#&%~!-]+/y;

const leaf = (text: string, exact: string[] | null, wide = false): Node => ({
  text,
  exact,
  needed: [],
  steps: 1,
  wide,
  repeats: false,
});

class Parser {
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  branches(): Node[] {
    const branches = this.alternatives();
    if (this.at < this.source.length) throw new Error(`unmatched ) in /${this.source}/`);
    return branches;
  }

  private alternatives(): Node[] {
    const branches = [this.sequence()];
    while (this.source[this.at] === "|") {
      this.at += 1;
      branches.push(this.sequence());
    }
    return branches;
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.source.length && this.source[this.at] !== "|" && this.source[this.at] !== ")") {
      parts.push(this.repeated(this.atom()));
    }
    return joined(parts);
  }

  private repeated(node: Node): Node {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.source.slice(this.at, this.at + 16));
    if (found === null) return node;
    this.at += found[0].length;
    const lazy = found[0].length > 1 && found[0].endsWith("?") ? "?" : "";
    const reach = node.wide ? WIDE_REPEAT : NARROW_REPEAT;
    const bounds: Record<string, [number, number]> = { "*": [0, reach], "+": [1, reach], "?": [0, 1] };
    const least = Number(found[1] ?? 0);
    const open = found[3] === "" ? least + reach : Number(found[3] ?? least);
    const [from, to] = bounds[found[0].charAt(0)] ?? [least, open];
    if (to > MAX_NESTED && node.repeats) throw new Error(`a repeat inside a repeat in /${this.source}/`);
    return {
      text: `${node.text}${from === 0 && to === 1 ? "?" : `{${from},${to}}`}${lazy}`,
      exact: from === 0 && to === 1 && node.exact !== null ? ["", ...node.exact] : null,
      needed: from > 0 ? certain(node) : [],
      steps: node.steps * Math.max(1, to - from),
      wide: false,
      repeats: to > 1 || node.repeats,
    };
  }

  private atom(): Node {
    const literal = this.literal();
    if (literal !== "") return leaf(literal.replaceAll(" ", WRAPPED_SPACE), [literal]);
    const char = this.source.charAt(this.at);
    if (char === "(") return this.group();
    if (char === "[") return this.charClass();
    this.at += 1;
    if (char === "\\") return this.escape();
    if (char === "^" || char === "$") return leaf(char, [""]);
    if (char === ".") return leaf(char, null, true);
    if (char === " ") return leaf(WRAPPED_SPACE, [" "]);
    return leaf(char, [char]);
  }

  /** Two or more characters that stand for themselves, all at once; a repeated one is left for itself. */
  private literal(): string {
    LITERAL.lastIndex = this.at;
    const run = LITERAL.exec(this.source)?.[0] ?? "";
    const repeats = /[*+?{]/.test(this.source.charAt(this.at + run.length));
    const literal = repeats ? run.slice(0, -1) : run;
    if (literal.length < 2) return "";
    this.at += literal.length;
    return literal;
  }

  private group(): Node {
    const open = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(this.source.slice(this.at, this.at + 40))?.[0] ?? "(";
    this.at += open.length;
    const inner = either(this.alternatives());
    if (this.source[this.at] !== ")") throw new Error(`unmatched ( in /${this.source}/`);
    this.at += 1;
    const text = `${open}${inner.text})`;
    const looks = /^\(\?<?[=!]/.test(open);
    return looks ? { ...leaf(text, [""]), steps: inner.steps } : { ...inner, text };
  }

  private charClass(): Node {
    const start = this.at;
    this.at += 1;
    while (this.at < this.source.length && this.source[this.at] !== "]") {
      this.at += this.source[this.at] === "\\" ? 2 : 1;
    }
    this.at += 1;
    const text = this.source.slice(start, this.at);
    const chars = /^\[((?:\w(?!-\w)|[ -]){1,4})\]$/.exec(text)?.[1];
    return leaf(text, chars === undefined ? null : Array.from(chars), text.startsWith("[^") || text.includes("\\S"));
  }

  private escape(): Node {
    const char = this.source.charAt(this.at);
    this.at += 1;
    if (/[1-9k]/.test(char)) throw new Error(`a backreference in /${this.source}/`);
    if (/[bB]/.test(char)) return leaf(`\\${char}`, [""]);
    if (char === "u" || char === "x" || char === "c" || char === "p") throw new Error(`\\${char} in /${this.source}/`);
    if (/[a-zA-Z0]/.test(char)) return leaf(`\\${char}`, null, char === "S");
    return leaf(`\\${char}`, [char]);
  }
}

function either(branches: readonly Node[]): Node {
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return only;
  const exact = branches.every((branch) => branch.exact !== null)
    ? branches.flatMap((branch) => branch.exact ?? [])
    : null;
  const each = branches.map((branch) => certain(branch).toSorted((a, b) => rarity(b) - rarity(a))[0]);
  return {
    text: branches.map((branch) => branch.text).join("|"),
    exact: exact !== null && exact.length <= MAX_ALTERNATIVES ? exact : null,
    needed: each.every((words) => words !== undefined) ? [each.flatMap((words) => words ?? [])] : [],
    steps: branches.reduce((sum, branch) => sum + branch.steps, 0),
    wide: false,
    repeats: branches.some((branch) => branch.repeats),
  };
}

/** Joins neighbouring exact parts into longer words, and keeps every set that is needed. */
function joined(parts: readonly Node[]): Node {
  let run: string[] = [""];
  // What follows every one of the run, joined to them only when they part or end.
  let common = "";
  let whole = true;
  const needed: string[][] = [];
  const complete = (): string[] => {
    if (common !== "") run = run.map((head) => head + common);
    common = "";
    return run;
  };
  const flush = (next: string[]) => {
    needed.push(...usable(complete()));
    run = next;
  };
  for (const part of parts) {
    const exact = part.exact?.some((text) => /["'`\n]/.test(text)) ? null : part.exact;
    if (exact === null) {
      whole = false;
      flush([""]);
      needed.push(...part.needed);
    } else if (run.length * exact.length > MAX_ALTERNATIVES) {
      whole = false;
      flush(exact);
    } else if (exact.length === 1) {
      common += exact[0] ?? "";
    } else {
      run = complete().flatMap((head) => exact.map((tail) => head + tail));
    }
  }
  const exact = whole ? complete() : null;
  if (!whole) flush([""]);
  return {
    text: parts.map((part) => part.text).join(""),
    exact,
    needed,
    steps: parts.reduce((product, part) => product * part.steps, 1),
    wide: parts.length === 1 && parts[0]?.wide === true,
    repeats: parts.some((part) => part.repeats),
  };
}

const certain = (node: Node): string[][] => [...usable(node.exact), ...node.needed];

function usable(words: readonly string[] | null): string[][] {
  if (words === null || words.length === 0) return [];
  const lower = [...new Set(words.map((word) => word.toLowerCase()))];
  return lower.every((word) => word.length >= MIN_WORD && word.trim().length >= MIN_WORD - 1) ? [lower] : [];
}

// Bits of surprise per character of English log text; what is not listed is rarer than all of it.
const SURPRISE = new Float64Array(128).fill(7);
Array.from(` etaoinsrl cdmpuhgfbywvkxjqz`).forEach((char, index) => (SURPRISE[char.charCodeAt(0)] = 3 + index / 6));

/** How unlikely a word is in a log, so that the rarest may stand for a pattern. */
export function surprise(word: string): number {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum += SURPRISE[word.charCodeAt(at)] ?? 7;
  return sum;
}

/** The surprise of a set's commonest word. */
const rarity = (words: readonly string[]): number => Math.min(...words.map(surprise));
