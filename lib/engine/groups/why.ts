import { exceptionOf } from "../template/exception.ts";
import { tokensOf, type Token } from "../template/tokens.ts";
import type { Alias } from "./merge.ts";

/** A place of two lines that count as one group, and what made it equal. */
export interface Pairing {
  a: Token | null;
  b: Token | null;
  /**
   * `same` text; `variable` in both, see their masks; `words`: the alias says so; `frame`: a line of the
   * exception's shape that both share; `differs`: nothing made them equal.
   */
  because: "same" | "variable" | "words" | "frame" | "differs";
}

/**
 * Two messages of one group side by side, token by token. Exceptions are compared by what decides their group: types, own
 * frames and causes.
 * @param alias that took one of them into the group, if one did
 */
export function whyTogether(a: string, b: string, alias?: Alias): Pairing[] {
  const shapeA = exceptionOf(a, {});
  const shapeB = exceptionOf(b, {});
  if (shapeA !== null && shapeB !== null)
    return pair(linesOf(shapeA.key), linesOf(shapeB.key), alias).map((pairing) =>
      pairing.because === "same" ? { ...pairing, because: "frame" } : pairing,
    );
  return pair(tokensOf(a), tokensOf(b), alias);
}

function linesOf(key: string): Token[] {
  return key
    .split("\n")
    .filter((line) => line !== "")
    .map((text) => ({ text, start: 0, end: text.length, mask: null }));
}

/** The longest common run of tokens, and what lies between its parts set against each other. */
function pair(a: readonly Token[], b: readonly Token[], alias: Alias | undefined): Pairing[] {
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = isEqual(a[i], b[j])
        ? (common[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  const out: Pairing[] = [];
  let i = 0;
  let j = 0;
  let from = { i, j };
  const gap = () => {
    for (let k = 0; k < Math.max(i - from.i, j - from.j); k++) {
      const left = from.i + k < i ? (a[from.i + k] ?? null) : null;
      const right = from.j + k < j ? (b[from.j + k] ?? null) : null;
      out.push({ a: left, b: right, because: alias?.reason ?? "differs" });
    }
  };
  while (i < a.length && j < b.length) {
    const left = a[i] ?? null;
    const right = b[j] ?? null;
    if (isEqual(left, right)) {
      gap();
      out.push({ a: left, b: right, because: left?.mask == null ? "same" : "variable" });
      i += 1;
      j += 1;
      from = { i, j };
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  i = a.length;
  j = b.length;
  gap();
  return out;
}

function isEqual(a: Token | null | undefined, b: Token | null | undefined): boolean {
  if (a == null || b == null) return false;
  return a.mask === null ? b.mask === null && a.text === b.text : b.mask !== null;
}
