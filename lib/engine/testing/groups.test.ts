import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogEvent } from "../events/event.ts";
import { mergeGroups } from "../groups/merge.ts";
import { createTally } from "../groups/tally.ts";
import { templateOf } from "../template/template.ts";

const CORPORA = ["shop", "machine", "cluster"];

const linesOf = (corpus: string) =>
  readFileSync(new URL(`groups/${corpus}.log`, import.meta.url), "utf8").trimEnd().split("\n");

/** Each group's fingerprint, template and messages; neither depends on the order of lines. */
function groupsOf(messages: readonly string[]): string {
  const tally = createTally();
  const messagesOf = new Map<string, string[]>();
  messages.forEach((message, i) => {
    const event = { message, format: "text", attributes: {} };
    const templated = templateOf(event);
    const numbered: LogEvent = {
      ...event,
      ...templated,
      seq: i + 1,
      sourceIndex: 0,
      source: "a.log",
      line: i,
      lines: 1,
      offset: 0,
      length: 1,
      timestamp: null,
      timeMs: null,
      timeNotes: [],
      level: null,
      levelInferred: false,
      service: null,
    };
    tally.add(numbered, templated.exception);
    messagesOf.set(templated.fingerprint, [...(messagesOf.get(templated.fingerprint) ?? []), message]);
  });
  return mergeGroups(tally.digest().groups, {})
    .groups.map(({ fingerprint, template, members }) => {
      const held = members.flatMap((member) => messagesOf.get(member) ?? []).toSorted();
      return `${fingerprint} ${template}\n${held.map((message) => `    ${message}\n`).join("")}`;
    })
    .toSorted()
    .join("");
}

describe.each(CORPORA)("groups of the %s corpus", (corpus) => {
  test("are the golden ones", async () => {
    await expect(groupsOf(linesOf(corpus))).toMatchFileSnapshot(`groups/${corpus}.golden`);
  });

  test("do not depend on the order of lines", () => {
    const lines = linesOf(corpus);
    const golden = groupsOf(lines);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(groupsOf(shuffled)).toBe(golden);
      }),
      { numRuns: 25 },
    );
  });
});

test("corpora do not disturb each other", () => {
  const together = groupsOf(CORPORA.flatMap(linesOf));
  for (const corpus of CORPORA)
    for (const group of groupsOf(linesOf(corpus)).split(/\n(?=v1)/)) expect(together).toContain(group.trimEnd());
});
