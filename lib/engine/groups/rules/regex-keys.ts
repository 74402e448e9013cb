import { compilePattern, type Pattern } from "../../rules/pattern.ts";
import { keyOfText, type Key } from "./token-pattern.ts";

export interface RegexRule {
  id: string;
  pattern: string;
}

/**
 * For a template, the keys that project patterns make of it: one for each choice of those that match, so that their order does
 * not matter, and another pattern only adds keys: what it joins, it never parts.
 */
export function createRegexKeys(rules: readonly RegexRule[]): (template: string) => { id: string; key: Key }[] {
  const ordered = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const compiled = ordered.flatMap(({ id, pattern }) => ({ id, parts: compilePattern(new RegExp(pattern, "i")) }));
  return (template) => {
    const lower = compiled.length === 0 ? "" : template.toLowerCase();
    const found = compiled.flatMap(({ id, parts }) => {
      const ranges = parts.flatMap((part) => rangesOf(part, template, lower));
      return ranges.length === 0 ? [] : [{ id, ranges }];
    });
    return choicesOf(found).map(({ id, ranges }) => ({
      id,
      key: keyOfText(template, withVariables(template, ranges)),
    }));
  };
}

interface Found {
  id: string;
  ranges: readonly Range[];
}

/** So many patterns in one template are combined in every way: 63 keys. Of more, each one and all together. */
const MAX_COMBINED = 6;

/** Every choice of at least one, under the id of its first. */
function choicesOf(found: readonly Found[]): Found[] {
  if (found.length > MAX_COMBINED) {
    const together = found.flatMap(({ ranges }) => ranges);
    return [...found, ...found.slice(0, 1).map(({ id }) => ({ id, ranges: together }))];
  }
  return found.reduce<Found[]>(
    (choices, one) => [
      ...choices,
      one,
      ...choices.map(({ id, ranges }) => ({ id, ranges: [...ranges, ...one.ranges] })),
    ],
    [],
  );
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
