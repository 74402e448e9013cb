import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readCustomRule } from "./custom.ts";
import type { Rule } from "./rule.ts";
import { findingsIn } from "./testing.ts";

const firesOn = (rule: Rule, sample: string) => findingsIn(sample, [rule]).length > 0;
const read = (document: unknown) => readCustomRule(document, firesOn);

const partner = {
  id: "dependency_failure.partner",
  title: "The partner's gateway refuses orders",
  severity: "high",
  why: "Orders of the partner stay open until the gateway takes them again.",
  regex: ["gateway .* refused order \\d+"],
  fires: ["partner gateway eu-1 refused order 8812"],
  silent: ["partner gateway eu-1 accepted order 8812"],
};

test("a rule is kept when its own samples prove it", () => {
  const { rule, problems } = read(partner);
  expect(problems).toEqual([]);
  expect(rule).toMatchObject({ id: "dependency_failure.partner", category: "dependency_failure", severity: "high" });
});

test.each([
  ["not a mapping", "text", /mapping of fields/],
  ["an unknown field", { ...partner, regexp: ["x"] }, /unknown field regexp/],
  ["a category of its own", { ...partner, id: "partner.refused" }, /id is a category/],
  ["a severity of its own", { ...partner, severity: "awful" }, /severity is one of critical/],
  ["nothing to look for", { ...partner, regex: [] }, /literal or regex/],
  ["no look-alike", { ...partner, silent: [] }, /silent needs/],
  ["a sample it misses", { ...partner, fires: ["all is well"] }, /does not fire on: all is well/],
  ["a look-alike it takes", { ...partner, silent: partner.fires }, /fires on: partner/],
  ["a broken pattern", { ...partner, regex: ["(refused order"] }, /./],
  ["a backreference", { ...partner, regex: ["(refused) \\1"] }, /backreference/],
  ["a repeat inside a repeat", { ...partner, regex: ["(?:refused+)+ order"] }, /repeat inside a repeat/],
  ["too many open gaps", { ...partner, regex: ["refused.*a.*b.*c"] }, /open gaps/],
  ["no certain word", { ...partner, regex: ["\\d+ .*"] }, /no word/],
])("%s is refused with a reason", (_, document, reason) => {
  const { rule, problems } = read(document);
  expect(rule).toBeNull();
  expect(problems.join("\n")).toMatch(reason);
});

test("a literal is taken as it is written", () => {
  const { problems } = read({
    ...partner,
    regex: [],
    literal: ["order [EU] (x2)"],
    fires: ["lost order [eu] (x2) today"],
  });
  expect(problems).toEqual([]);
});

test("a rate needs enough lines in time", () => {
  const line = (second: number) => `2026-02-11T08:00:0${second}Z ERROR gateway eu-1 refused order 8812`;
  const { problems } = read({
    ...partner,
    rate: { atLeast: 3, withinSeconds: 10 },
    fires: [[1, 2, 3].map(line).join("\n")],
    silent: [[1, 2].map(line).join("\n")],
  });
  expect(problems).toEqual([]);
});

test("whatever is given, it answers", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      expect(() => read(value)).not.toThrow();
      expect(() => read({ ...partner, regex: value, sequence: other })).not.toThrow();
    }),
    { numRuns: 50 },
  );
});
