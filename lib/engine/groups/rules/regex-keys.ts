import { compilePattern, type Pattern } from "../../rules/pattern.ts";
import { keyOfText, type Key } from "./token-pattern.ts";

export interface RegexRule {
  id: string;
  pattern: string;
}

/**
 * For a template, the keys that project patterns make of it: one for each that matches, and one for all of them together, so
 * that their order does not matter.
 */
export function createRegexKeys(rules: readonly RegexRule[]): (template: string) => { id: string; key: Key }[] {
  const compiled = rules.flatMap(({ id, pattern }) => ({ id, parts: compilePattern(new RegExp(pattern, "i")) }));
  return (template) => {
    const lower = compiled.length === 0 ? "" : template.toLowerCase();
    const found = compiled.flatMap(({ id, parts }) => {
      const ranges = parts.flatMap((part) => rangesOf(part, template, lower));
      return ranges.length === 0 ? [] : [{ id, ranges }];
    });
    const together = found.flatMap(({ ranges }) => ranges);
    return found.flatMap(({ id, ranges }) =>
      [ranges, ...(found.length > 1 ? [together] : [])].map((some) => ({
        id,
        key: keyOfText(template, withVariables(template, some)),
      })),
    );
  };
}

type Range = readonly [start: number, end: number];

function rangesOf({ regex, words }: Pattern, template: string, lower: string): Range[] {
  if (!words.every((set) => set.some((word) => lower.includes(word)))) return [];
  return [...template.matchAll(regex)].map(({ index, 0: text }) => [index, index + text.length]);
}

/** Overlapping and touching ranges are one variable. */
function withVariables(template: string, ranges: readonly Range[]): string {
  let out = "";
  let end = -1;
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from > end) out += `${template.slice(Math.max(end, 0), from)}<*>`;
    end = Math.max(end, to);
  }
  return out + template.slice(Math.max(end, 0));
}
