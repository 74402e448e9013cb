import { describe, expect, test } from "vitest";
import { RULES } from "./catalog.ts";
import { compileRule } from "./document.ts";
import { vetoed } from "./guards.ts";
import { compilePattern } from "./pattern.ts";
import { hasPhrase, wordsOf } from "./phrase.ts";
import type { Rule } from "./rule.ts";

const SHORT = 10_000;
const LONG = 100_000;
/** Linear would be 10; a quadratic pattern comes to 100. */
const MAX_RATIO = 30;
/** Below this a clock measures itself. */
const NOTHING_MS = 40;

/** The worst that a project may write: two wide gaps between words, as often as that is taken. */
const worst = compileRule({
  id: "generic_critical.worst",
  title: "The worst",
  severity: "low",
  why: "It costs as much as a rule may cost.",
  regex: Array.from({ length: 4 }, (_, index) => `refused.*order.*${index}x`),
  fuzzy: ["partner gateway refused the order of somebody"],
  not: ["a.*b.*c"],
  fires: ["x"],
  silent: ["y"],
}).rule;

const cases = [...RULES, ...(worst === null ? [] : [worst])].map((rule) => [rule.id, rule] as const);

describe.each(cases)("%s", (_, rule) => {
  test("takes time in proportion to the text", { timeout: 60_000 }, () => {
    const patterns = patternsOf(rule);
    for (const seed of seedsOf(rule)) {
      const run = (length: number) => cpuMs(() => readAll(rule, patterns, grown(seed, length)));
      const long = run(LONG);
      if (long < NOTHING_MS) continue;
      const short = Math.max(0.5, Math.min(run(SHORT), run(SHORT), run(SHORT)));
      // A busy machine may spoil one measurement, not three.
      const ratio = long / short < MAX_RATIO ? long / short : Math.min(run(LONG), run(LONG)) / short;
      expect(ratio, `on ${JSON.stringify(seed.slice(0, 80))}`).toBeLessThan(MAX_RATIO);
    }
  });
});

function patternsOf({ match }: Rule): RegExp[] {
  const { any = [], not = [], sequence, missing } = match;
  const sources = [...any, ...(sequence?.first ?? []), ...(missing?.answer ?? [])];
  return [...sources.flatMap((source) => compilePattern(source).map(({ regex }) => regex)), ...not];
}

/** What the rule's own words make of a hostile line: its beginnings over and over, its words without end, and nothing. */
function seedsOf({ match, fires }: Rule): string[] {
  const words = (match.any ?? []).flatMap((source) =>
    compilePattern(source).flatMap(({ words: sets }) => sets.map(([word]) => word ?? "")),
  );
  const head = fires[0]?.slice(0, 400) ?? "x";
  return [
    head.slice(0, Math.ceil(head.length / 2)),
    head.replaceAll("\n", " "),
    `${words.join(" ")} `,
    `${words.join("")}=`,
    " ",
    "a",
  ];
}

const grown = (seed: string, length: number): string => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);

function readAll(rule: Rule, patterns: readonly RegExp[], text: string): void {
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    const found = pattern.exec(text);
    if (found !== null) vetoed(text, found.index, found.index + found[0].length);
  }
  for (const phrase of rule.match.phrases ?? []) hasPhrase(phrase, wordsOf(text));
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
