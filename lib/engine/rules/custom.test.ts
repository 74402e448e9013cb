import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCustomRule } from "./custom.ts";

const partner = {
  id: "dependency_failure.partner",
  title: "The partner's gateway refuses orders",
  severity: "high",
  why: "Orders of the partner stay open until the gateway takes them again.",
  regex: ["gateway .* refused order \\d+"],
  fires: ["partner gateway eu-1 refused order 8812"],
  silent: ["partner gateway eu-1 accepted order 8812"],
};

const messages = (document: unknown) => readCustomRule(document).problems.map(({ message }) => message);

test("a rule is kept when its own samples prove it", () => {
  const { rule, problems, samples } = readCustomRule(partner);
  expect(problems).toEqual([]);
  expect(rule).toMatchObject({ id: "dependency_failure.partner", category: "dependency_failure", severity: "high" });
  expect(samples.map(({ list, index, fired, passed }) => [list, index, fired, passed])).toEqual([
    ["fires", 0, true, true],
    ["silent", 0, false, true],
  ]);
});

test.each([
  ["not a mapping", "text", /mapping of fields/],
  ["an unknown field", { ...partner, regexp: ["x"] }, /unknown field regexp/],
  ["a category of its own", { ...partner, id: "partner.refused" }, /id is a category/],
  ["the id of a built-in rule", { ...partner, id: "oom_memory.java_heap" }, /is a built-in rule/],
  ["a severity of its own", { ...partner, severity: "awful" }, /severity is one of critical/],
  ["nothing to look for", { ...partner, regex: [] }, /literal, regex or fuzzy/],
  ["no look-alike", { ...partner, silent: [] }, /silent needs/],
  ["a sample it misses", { ...partner, fires: ["all is well"] }, /does not fire on: all is well/],
  ["a look-alike it takes", { ...partner, silent: partner.fires }, /fires on: partner/],
  ["a broken pattern", { ...partner, regex: ["(refused order"] }, /./],
  ["a backreference", { ...partner, regex: ["(refused) \\1"] }, /backreference/],
  ["a repeat inside a repeat", { ...partner, regex: ["(?:refused+)+ order"] }, /repeat inside a repeat/],
  ["one inside an exception of it", { ...partner, not: ["(?:a+)+"] }, /repeat inside a repeat/],
  ["too many open gaps", { ...partner, regex: ["refused.*a.*b.*c"] }, /open gaps/],
  ["many with two", { ...partner, regex: [1, 2, 3, 4, 5].map((n) => `refused.*a.*order${n}`) }, /make two rules/],
  ["no certain word", { ...partner, regex: ["\\d+ .*"] }, /no word/],
  ["a phrase of one word", { ...partner, fuzzy: ["refused"] }, /2 to 12 words/],
  ["a level of its own", { ...partner, level: ["bad"] }, /level is one of trace/],
  [
    "two kinds at once",
    { ...partner, rate: { atLeast: 2, withinSeconds: 1 }, silence: {} },
    /rate or silence, not both/,
  ],
  ["a field of the wrong kind", { ...partner, sequence: { last: ["x"] } }, /unknown field last/],
])("%s is refused with a reason", (_, document, reason) => {
  expect(readCustomRule(document).rule).toBeNull();
  expect(messages(document).join("\n")).toMatch(reason);
});

test("a problem names its place", () => {
  const wrong = {
    ...partner,
    regex: ["gateway refused", "(x+)+y"],
    sequence: { first: ["order"], withinSeconds: "soon" },
  };
  expect(readCustomRule(wrong).problems.map(({ path }) => path)).toEqual([
    ["regex", 1],
    ["sequence", "withinSeconds"],
  ]);
});

const at = (second: number) => new Date(Date.UTC(2026, 1, 11, 8) + second * 1000).toISOString();
const line = (second: number, text: string, head = "ERROR gateway:") => `${at(second)} ${head} ${text}`;
const log = (...seconds: number[]) => seconds.map((second) => line(second, "refused order 8812")).join("\n");
const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);

const refused = { ...partner, regex: undefined, literal: ["refused order"] };
const beat = (seconds: number[]) => seconds.map((second) => line(second, "heartbeat sent", "INFO worker:"));
const noise = (from: number, to: number) =>
  every(20, from, to).map((second) => line(second, "served /cart", "INFO web:"));
const sorted = (...parts: string[][]) => parts.flat().toSorted().join("\n");

describe.each<[string, object, string[], string[]]>([
  [
    "a literal is taken as it is written",
    { literal: ["order [EU] (x2)"] },
    ["lost order [eu] (x2) today"],
    ["lost order E x22"],
  ],
  [
    "words need no failure to count",
    { literal: ["retries disabled"] },
    ["0 retries disabled: false"],
    ["retries enabled"],
  ],
  [
    "a phrase tolerates wording",
    { fuzzy: ["gateway refused the order"] },
    ["order 17 was refused by gateway eu-1", "gatewey refuses order"],
    ["gateway took the order"],
  ],
  [
    "an exception to it",
    { literal: ["refused order"], not: ["test order"] },
    ["refused order 1"],
    ["refused order 2, a test order"],
  ],
  [
    "a level",
    { literal: ["refused order"], level: ["error"] },
    [line(1, "refused order 1")],
    [line(1, "refused order 1", "INFO gateway:")],
  ],
  [
    "a service with a star",
    { literal: ["refused order"], service: "gate*" },
    [line(1, "refused order 1")],
    [line(1, "refused order 1", "ERROR shop:")],
  ],
  [
    "an attribute",
    { literal: ["refused order"], attributes: { queue: "mail.*" } },
    ['{"level":"error","msg":"refused order 1","queue":"mail-2"}'],
    ['{"level":"error","msg":"refused order 1","queue":"voicemail"}'],
  ],
  [
    "a format",
    { literal: ["refused order"], format: ["json"] },
    ['{"level":"error","msg":"refused order 1"}'],
    ["refused order 1"],
  ],
  [
    "an exception among the causes",
    { literal: ["order failed"], exception: ["SQLTimeoutException"] },
    [
      "order failed: java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\nCaused by: java.sql.SQLTimeoutException: 3 s",
    ],
    [
      "order failed: java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\nCaused by: my.MySQLTimeoutException: 3 s",
    ],
  ],
  [
    "a spike",
    { literal: ["refused order"], rate: { atLeast: 3, withinSeconds: 10 } },
    [log(1, 5, 9)],
    [log(1, 9), log(1, 9, 17)],
  ],
  [
    "a sustained rate",
    { literal: ["refused order"], rate: { kind: "sustained", atLeast: 2, withinSeconds: 60, forSeconds: 180 } },
    [log(...every(25, 0, 240))],
    [log(...every(25, 0, 100)), log(...every(2, 0, 60))],
  ],
  [
    "a period that is given",
    { literal: ["refused order"], rate: { kind: "periodic", atLeast: 5, everySeconds: 60 } },
    [log(0, 1, 60, 121, 122, 180, 241, 300)],
    [log(...every(40, 0, 400)), log(0, 60, 120)],
  ],
  [
    "a period that is found",
    { literal: ["refused order"], rate: { kind: "periodic", atLeast: 5 } },
    [log(...every(37, 0, 300))],
    [log(0, 3, 50, 51, 90, 200, 260, 290)],
  ],
  [
    "a sequence",
    { literal: ["refused order"], sequence: { first: ["failover begins"], withinSeconds: 30 } },
    [`${line(0, "failover begins")}\n${log(20)}`],
    [`${line(0, "failover begins")}\n${log(40)}`, log(20)],
  ],
  [
    "a sequence of one key",
    {
      regex: ["refused order (?<order>\\d+)"],
      sequence: { first: ["took order (?<order>\\d+)"], withinSeconds: 30, key: "order" },
    },
    [`${line(0, "took order 7")}\n${line(3, "refused order 7")}`],
    [`${line(0, "took order 7")}\n${line(3, "refused order 8")}`],
  ],
  [
    "what must follow",
    {
      regex: ["took order (?<order>\\d+)"],
      missing: { answer: ["closed order (?<order>\\d+)"], withinSeconds: 30, key: "order" },
    },
    [`${line(0, "took order 7")}\n${line(1, "closed order 8")}\n${line(40, "idle")}`],
    [
      `${line(0, "took order 7")}\n${line(9, "closed order 7")}\n${line(40, "idle")}`,
      `${line(0, "took order 7")}\n${line(20, "idle")}`,
    ],
  ],
  [
    "a silence",
    { literal: ["heartbeat sent"], silence: { atLeast: 5, forSeconds: 300 } },
    [
      sorted(beat(every(30, 0, 300)), noise(0, 700)),
      sorted(beat([...every(30, 0, 300), ...every(30, 900, 1200)]), noise(0, 1200)),
    ],
    [
      sorted(beat(every(30, 0, 700)), noise(0, 700)),
      sorted(beat(every(30, 0, 300))),
      sorted(beat([0, 200, 220, 400, 560, 580]), noise(0, 1000)),
    ],
  ],
])("%s", (_, fields, fires, silent) => {
  const document = { ...refused, literal: undefined, ...fields };
  test.each(fires)("fires on %s", (text) =>
    expect(readCustomRule({ ...document, fires: [text], silent: ["all is well"] }).problems).toEqual([]),
  );
  test.each(silent)("is silent on %s", (text) => expect(messages({ ...document, fires, silent: [text] })).toEqual([]));
});

test("whatever is given, it answers", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      expect(() => readCustomRule(value)).not.toThrow();
      expect(() =>
        readCustomRule({ ...partner, regex: value, sequence: other, attributes: other, rate: value }),
      ).not.toThrow();
    }),
    { numRuns: 50 },
  );
});
