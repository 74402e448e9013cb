import { describe, expect, test } from "vitest";
import { readRuleText } from "./rule-text.ts";
import { RULE_TEMPLATES } from "./rule-templates.ts";

const PARTNER = `# The partner's gateway
id: dependency_failure.partner
title: The partner's gateway refuses orders
severity: high
why: Orders of the partner stay open.
regex:
  - gateway .* refused order \\d+
fires:
  - partner gateway eu-1 refused order 8812
silent:
  - partner gateway eu-1 accepted order 8812
`;

test("a rule is read from YAML, with each of its samples at its line", () => {
  const { rule, problems, samples } = readRuleText(PARTNER);
  expect(problems).toEqual([]);
  expect(rule?.id).toBe("dependency_failure.partner");
  expect(samples.map(({ line, list, passed }) => [line, list, passed])).toEqual([
    [9, "fires", true],
    [11, "silent", true],
  ]);
});

test.each<[string, string, string, number, number, RegExp]>([
  ["broken YAML", "severity: high", "severity: [high", 5, 1, /./],
  ["an unknown field", "title:", "titel:", 3, 8, /unknown field titel/],
  ["a wrong value", "severity: high", "severity: awful", 4, 11, /severity is one of/],
  ["a wrong pattern in a list", "refused order \\d+", "(refused order", 7, 5, /./],
  ["a sample that does not fire", "eu-1 refused order 8812", "eu-1 took order 8812", 9, 5, /does not fire on/],
])("%s is reported at its place", (_, from, to, line, column, message) => {
  const { rule, problems } = readRuleText(PARTNER.replace(from, to));
  expect(rule).toBeNull();
  expect(problems.find((one) => message.test(one.message))).toMatchObject({ line, column });
});

test.each([
  ["nothing", ""],
  [
    "a bomb of aliases",
    `a: &a [x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c]\nid: [*d,*d,*d,*d,*d]\n`,
  ],
  ["a deep list", "[".repeat(30_000)],
  ["a tag", "id: !!js/function 'function(){}'"],
])("%s is refused, not thrown", (_, text) => {
  const { rule, problems } = readRuleText(text);
  expect(rule).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
});

describe.each(RULE_TEMPLATES)("the template of a $label rule", ({ text, kind }) => {
  test("passes its own samples", () => {
    const { rule, problems } = readRuleText(text);
    expect(problems).toEqual([]);
    expect(rule?.id).toContain(kind);
  });
});
