import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { templateOfText } from "../../template/template.ts";
import type { Aliases } from "../merge.ts";
import { decide, type AppliedRule, type KnownTemplate } from "./decide.ts";
import { problemOf, type GroupRule } from "./group-rule.ts";

const known = (line: string): KnownTemplate => templateOfText(line);
const fp = (line: string) => templateOfText(line).fingerprint;
const applied = (rules: readonly GroupRule[], heads: readonly string[] = []): AppliedRule[] =>
  rules.map((rule, at) => ({ id: `rule-${at}`, rule, heads }));

/** Lines that count as one group, as sorted lists of lines. */
function partition(lines: readonly string[], rules: readonly AppliedRule[], aliases: Aliases = {}): string[][] {
  const decisions = decide(lines.map(known), aliases, rules);
  const groupOf = (line: string) => decisions[fp(line)]?.group ?? aliases[fp(line)]?.group ?? fp(line);
  return [...Map.groupBy(lines, groupOf).values()].map((some) => some.toSorted()).toSorted(byText);
}
const byText = (a: readonly string[], b: readonly string[]) => (a.join() < b.join() ? -1 : 1);
const groupsBy = (rule: GroupRule, lines: readonly string[], aliases?: Aliases) =>
  partition(lines, applied([rule]), aliases);

const HEAT = ["sensor alpha is hot", "sensor beta is hot", "sensor gamma is cold"];

describe("a token as a variable", () => {
  const rule = { kind: "variable", template: "sensor alpha is hot", position: 1 } as const;

  test("joins the templates that differ there alone", () =>
    expect(groupsBy(rule, HEAT)).toEqual([["sensor alpha is hot", "sensor beta is hot"], ["sensor gamma is cold"]]));

  test("shows it in the title", () =>
    expect(decide(HEAT.map(known), {}, applied([rule]))[fp("sensor beta is hot")]).toEqual({
      group: fp("sensor 12x is hot"),
      title: "sensor <*> is hot",
      rule: "rule-0",
    }));

  test("goes on as the group that the rule names", () => {
    const heads = [fp("sensor beta is hot")];
    expect(decide(HEAT.map(known), {}, applied([rule], heads))[fp("sensor alpha is hot")]?.group).toBe(heads[0]);
  });

  test("takes in a line that has a variable there already", () =>
    expect(groupsBy(rule, ["sensor alpha is hot", "sensor 17 is hot"])).toHaveLength(1));

  test.each([
    ["another number of words", "sensor alpha zwei is hot"],
    ["other spaces", "sensor alpha is hot!"],
    ["a word less", "sensor is hot"],
  ])("not one with %s", (_, line) => expect(groupsBy(rule, ["sensor alpha is hot", line])).toHaveLength(2));

  test("takes the members of a late merge along", () => {
    const lines = ["door of ada is open", "door of bob is open", "gate of eve is open"];
    const [head = "", other = ""] = lines.map(fp);
    const aliases: Aliases = {
      [other]: { group: head, reason: "words", position: 2, words: ["ada", "bob"], family: "door of <*> is open" },
    };
    expect(groupsBy({ kind: "variable", template: "door of <*> is open", position: 0 }, lines, aliases)).toHaveLength(
      1,
    );
  });

  test("of a title that another rule made", () => {
    const more = [...HEAT, "probe alpha is hot"];
    const rules = applied([rule, { kind: "variable", template: "sensor <*> is hot", position: 0 }]);
    expect(partition(more, rules)).toEqual([
      ["probe alpha is hot", "sensor alpha is hot", "sensor beta is hot"],
      ["sensor gamma is cold"],
    ]);
  });
});

test("an ignored token: any word or none", () => {
  const rule = { kind: "ignore", template: "request failed again today", position: 2 } as const;
  const lines = [
    "request failed again today",
    "request failed today",
    "request failed twice today",
    "request ended today",
  ];
  expect(groupsBy(rule, lines)).toEqual([["request ended today"], lines.slice(0, 3).toSorted()]);
  expect(decide(lines.map(known), {}, applied([rule]))[fp(lines[0] ?? "")]?.title).toBe("request failed today");
});

describe("a pattern", () => {
  const lines = ["tenant-ada opened a door", "tenant-bob opened a door", "tenant-bob opened a gate"];

  test("makes a variable of what it matches", () => {
    expect(groupsBy({ kind: "regex", pattern: "tenant-[a-z]+" }, lines)).toEqual([lines.slice(0, 2), lines.slice(2)]);
    expect(
      decide(lines.map(known), {}, applied([{ kind: "regex", pattern: "tenant-[a-z]+" }]))[fp(lines[0] ?? "")],
    ).toMatchObject({
      title: "<*> opened a door",
    });
  });

  test("works together with others", () => {
    const rules: GroupRule[] = ["tenant-[a-z]+", "opened a [a-z]+"].map((pattern) => ({ kind: "regex", pattern }));
    const crossed = ["tenant-ada opened a door", "tenant-bob opened a gate"];
    expect(partition(crossed, applied(rules))).toEqual([crossed]);
  });

  test.each(["(a+)+b", "x.*y.*z.*w.*", "([a-z]+", "(tenant)\\1", "ab", "a".repeat(300), ".*"])(
    "%s is refused",
    (pattern) => expect(problemOf({ kind: "regex", pattern })).toEqual(expect.any(String)),
  );

  test("leaves exceptions alone", () => {
    const exception = { fingerprint: "v1:0000000000000001", template: "CartError at tenant-ada" };
    expect(decide([exception], {}, applied([{ kind: "regex", pattern: "tenant-[a-z]+" }]))).toEqual({});
  });
});

describe("merge and split", () => {
  const [a, b, c] = ["one thing happened", "some other event came", "and a third one too"];
  const merge = { kind: "merge", fingerprints: [fp(a), fp(b)], into: fp(a) } as const;

  test("a merge joins whole groups", () => {
    const aliases: Aliases = { [fp(c)]: { group: fp(b), reason: "words", position: 1, words: [] } };
    expect(groupsBy({ ...merge, fingerprints: [...merge.fingerprints] }, [a, b, c], aliases)).toHaveLength(1);
    expect(
      decide([a, b, c].map(known), aliases, applied([{ ...merge, fingerprints: [fp(a), fp(b)] }]))[fp(c)],
    ).toMatchObject({
      group: fp(a),
      title: a,
    });
  });

  test("a split outranks merges, late merges and variables", () => {
    const split = { kind: "split", fingerprint: fp(b) } as const;
    expect(partition([a, b], applied([split, { ...merge, fingerprints: [fp(a), fp(b)] }]))).toHaveLength(2);
    const aliases: Aliases = { [fp(b)]: { group: fp(a), reason: "words", position: 1, words: [] } };
    expect(partition([a, b], applied([split]), aliases)).toHaveLength(2);
    const variable = { kind: "variable", template: HEAT[0] ?? "", position: 1 } as const;
    expect(partition(HEAT, applied([variable, { kind: "split", fingerprint: fp(HEAT[1] ?? "") }]))).toHaveLength(3);
  });

  test("the group keeps its name when the line it is named after is split off", () => {
    const aliases: Aliases = { [fp(b)]: { group: fp(a), reason: "words", position: 1, words: [] } };
    const decisions = decide([a, b].map(known), aliases, applied([{ kind: "split", fingerprint: fp(a) }]));
    expect(decisions[fp(a)]?.group).not.toBe(fp(a));
    expect(decisions[fp(b)]).toBeUndefined();
  });
});

test("a constant keeps the words of a late merge apart", () => {
  const lines = ["door of ada is open", "door of bob is open", "door of 17 is open"];
  const head = fp(lines[0] ?? "");
  const aliases: Aliases = Object.fromEntries(
    lines
      .slice(1)
      .map((line) => [
        fp(line),
        { group: head, reason: "words" as const, position: 2, words: [], family: "door of <*> is open" },
      ]),
  );
  expect(groupsBy({ kind: "constant", template: "door of <*> is open", position: 2 }, lines, aliases)).toHaveLength(3);
});

describe("refused", () => {
  test.each<[string, GroupRule]>([
    ["one group", { kind: "merge", fingerprints: ["v1:a", "v1:a"], into: "v1:a" }],
    ["a mark", { kind: "variable", template: "a: b", position: 1 }],
    ["no such place", { kind: "variable", template: "a: b", position: 9 }],
    ["a variable as variable", { kind: "variable", template: "took <*> of time", position: 1 }],
    ["a constant as constant", { kind: "constant", template: "took <*> of time", position: 0 }],
    ["nothing left", { kind: "variable", template: "<*> failed", position: 1 }],
  ])("%s", (_, rule) => expect(problemOf(rule)).toEqual(expect.any(String)));

  test("others not", () => {
    expect(problemOf({ kind: "variable", template: "took <*> of time", position: 0 })).toBeNull();
    expect(problemOf({ kind: "constant", template: "took <*> of time", position: 1 })).toBeNull();
  });
});

describe("whatever the rules", () => {
  const word = fc.constantFrom("ada", "bob", "door", "gate", "open", "7");
  const line = fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join(" "));
  const lines = fc.uniqueArray(line, { minLength: 2, maxLength: 12 });
  const ruleFor = (all: readonly string[]): fc.Arbitrary<GroupRule> => {
    const one = fc.constantFrom(...all);
    const token = fc.record({ template: one.map((text) => templateOfText(text).template), position: fc.nat(3) });
    return fc
      .oneof(
        fc.record({
          kind: fc.constant("merge" as const),
          fingerprints: fc.tuple(one.map(fp), one.map(fp)),
          into: one.map(fp),
        }),
        fc.record({ kind: fc.constant("split" as const), fingerprint: one.map(fp) }),
        token.map((about) => ({ kind: "variable" as const, ...about })),
        token.map((about) => ({ kind: "ignore" as const, ...about })),
        token.map((about) => ({ kind: "constant" as const, ...about })),
        fc.constantFrom("door [a-z]+", "open", "gate").map((pattern) => ({ kind: "regex" as const, pattern })),
      )
      .filter((rule) => problemOf(rule) === null);
  };
  const cases = lines.chain((all) => fc.tuple(fc.constant(all), fc.array(ruleFor(all), { maxLength: 5 })));

  test("neither the order of rules nor that of templates matters", () =>
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), ([all, rules], order) => {
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, at: order.next().value }))
            .toSorted((x, y) => x.at - y.at)
            .map(({ item }) => item);
        const straight = decide(all.map(known), {}, applied(rules));
        expect(decide(shuffle(all.map(known)), {}, shuffle(applied(rules)))).toEqual(straight);
      }),
      { numRuns: 400 },
    ));

  test("a split line is alone, and nothing of another group is in one with it", () =>
    fc.assert(
      fc.property(cases, fc.nat(), ([all, rules], at) => {
        const alone = all[at % all.length] ?? "";
        const others = rules.filter((rule) => rule.kind !== "merge");
        const split = applied([...others, { kind: "split", fingerprint: fp(alone) }]);
        const twins = all.filter((other) => fp(other) === fp(alone));
        expect(partition(all, split)).toContainEqual(twins.toSorted());
      }),
    ));

  test("a third pattern does not part what two have joined", () => {
    const lines = ["door open gate gate", "door 7"];
    const patterns = ["open", "gate", "door [a-z]+"].map((pattern) => ({ kind: "regex", pattern }) as const);
    expect(partition(lines, applied(patterns.slice(0, 2)))).toHaveLength(1);
    expect(partition(lines, applied(patterns))).toHaveLength(1);
  });

  test("a rule that joins never parts", () =>
    fc.assert(
      fc.property(cases, ([all, rules]) => {
        const joining = rules.filter(({ kind }) => kind !== "split" && kind !== "constant");
        const before = partition(all, applied(joining.slice(1)));
        const after = partition(all, applied(joining));
        for (const group of before) expect(after.some((wide) => group.every((one) => wide.includes(one)))).toBe(true);
      }),
      { numRuns: 400 },
    ));
});
