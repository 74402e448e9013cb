import { beforeAll, describe, expect, test } from "vitest";
import {
  conclude,
  createSession,
  createSurvey,
  explainFinding,
  explainGroup,
  type Analysis,
  type Digest,
} from "../index.ts";
import type { Explanation, ExplainContext } from "../index.ts";
import { parseProse } from "./prose.ts";

const START = Date.parse("2026-03-02T08:00:00Z");
const HOSTILE = "`[1]` **bold** [999999] <script>alert(1)</script> flux inverted";

function line(s: number, level: string, service: string, message: string, more: object = {}): [number, string] {
  return [s, JSON.stringify({ time: new Date(START + s * 1000).toISOString(), level, service, message, ...more })];
}

const LINES = [
  ...Array.from({ length: 600 }, (_, i) =>
    line(i * 3, "info", i % 2 ? "shop" : "stock", `handled request ${i} in ${i % 90} ms`),
  ),
  line(880, "info", "stock", "deployed version 5.2.0"),
  ...Array.from({ length: 20 }, (_, i) =>
    line(900 + i * 10, "error", "stock", "write failed: No space left on device", { trace_id: `9f86d0818${i}` }),
  ),
  ...Array.from({ length: 40 }, (_, i) => line(915 + i * 5, "error", "shop", "stock answered 503 Service Unavailable")),
  ...Array.from({ length: 7 }, (_, i) => line(950 + i * 9, "error", "shop", HOSTILE)),
  ...Array.from({ length: 4 }, (_, i) => line(100 + i * 400, "warn", "shop", `cart ${i} is stale`)),
]
  .toSorted(([a], [b]) => a - b)
  .map(([, text]) => text);

let digest: Digest;
let analysis: Analysis;
let context: ExplainContext;
const sections = ["meaning", "flagged", "impact", "debugging", "quickFixes", "durableFixes"] as const;

beforeAll(() => {
  const bytes = new TextEncoder().encode(`${LINES.join("\n")}\n`);
  const survey = createSurvey({ name: "all.json", receivedAt: "2026-03-03T00:00:00Z" });
  survey.push(bytes);
  const session = createSession();
  session.startSource("all.json", survey.finish());
  session.push(bytes);
  session.endSource();
  digest = session.digest();
  analysis = conclude(digest);
  context = {
    events: digest.tally.events,
    axis: digest.tally.axis,
    findings: analysis.findings,
    story: analysis.story,
    seenBefore: null,
  };
});

const explained = (): [string, Explanation][] => [
  ...analysis.findings.map((finding): [string, Explanation] => [
    finding.id,
    explainFinding(
      finding,
      analysis.groups.filter(({ fingerprint }) => finding.groups.includes(fingerprint)),
      context,
    ),
  ]),
  ...analysis.groups.map((group): [string, Explanation] => [group.template, explainGroup(group, context)]),
];

describe("every explanation", () => {
  test("fills all sections with claims that cite lines that exist", () => {
    expect(analysis.findings.length).toBeGreaterThanOrEqual(2);
    for (const [name, explanation] of explained()) {
      for (const section of sections) expect(explanation[section].length, `${name}: ${section}`).toBeGreaterThan(0);
      const cited = sections.flatMap((section) => explanation[section].flatMap(({ citations }) => citations));
      expect(cited.length, name).toBeGreaterThanOrEqual(4);
      expect(explanation.evidence).toEqual([...new Set(cited)].toSorted((a, b) => a - b));
      expect(cited.every((seq) => seq >= 1 && seq <= digest.tally.events)).toBe(true);
    }
  });

  test("keeps log text inside code", () => {
    for (const [, explanation] of explained()) {
      const texts = sections.flatMap((section) => explanation[section].map(({ text }) => text));
      for (const span of texts.flatMap(parseProse)) {
        if (span.kind === "text" || span.kind === "bold") expect(span.text).not.toMatch(/script|flux|bold/);
        if (span.kind === "cite") expect(span.to).toBeLessThan(999_999);
      }
    }
  });

  test("says nothing twice", () => {
    for (const [name, explanation] of explained()) {
      const texts = sections.flatMap((section) => explanation[section].map(({ text }) => text));
      expect(new Set(texts).size, name).toBe(texts.length);
    }
  });
});

describe("a finding", () => {
  const of = (category: string): Explanation => {
    const finding = analysis.findings.find((one) => one.category === category);
    if (finding === undefined) throw new Error(`no ${category}`);
    return explainFinding(
      finding,
      analysis.groups.filter(({ fingerprint }) => finding.groups.includes(fingerprint)),
      context,
    );
  };
  const all = (explanation: Explanation): string =>
    sections.flatMap((section) => explanation[section].map(({ text }) => text)).join("\n");

  test("that began it says so, names the change before and a trace to follow", () => {
    const text = all(of("disk_full"));
    expect(text).toContain("most likely the first domino");
    expect(text).toContain("Undo first what changed 20 s before");
    expect(text).toMatch(/Follow `trace_id=9f86d0818\d+` of \[\d+\]/);
  });

  test("that followed names what it follows from", () => {
    expect(all(of("dependency_failure"))).toMatch(/More likely it follows from this, 15 s before: .*`stock`/);
  });
});

describe("a group", () => {
  const of = (words: string): Explanation => {
    const group = analysis.groups.find(({ template }) => template.includes(words));
    if (group === undefined) throw new Error(`no group with ${words}`);
    return explainGroup(group, context);
  };

  test.each([
    ["handled request", "flagged", "no rule matches and none of 600 lines is a warning or an error"],
    ["handled request", "impact", "no error among 600 events, while other lines fail"],
    ["is stale", "flagged", "4 warnings that no rule takes for a failure"],
    ["flux inverted", "flagged", "No rule knows these lines; all of 7 are errors"],
    ["flux inverted", "debugging", "At the same times: "],
  ] as const)("%s: %s says %s", (words, section, text) => {
    const explanation = of(words);
    expect(explanation[section].map((claim) => claim.text).join("\n")).toContain(text);
  });
});
