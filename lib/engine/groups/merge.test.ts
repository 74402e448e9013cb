import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { templateOfText } from "../template/template.ts";
import type { GroupDigest } from "./digest.ts";
import { mergeGroups, type Aliases } from "./merge.ts";

const NAMES = ["ada", "bob", "cyrus", "dora", "eve", "fred", "gina", "hugo"];
const fingerprintOf = (line: string) => templateOfText(line).fingerprint;

function digestOf(line: string, over: Partial<GroupDigest> = {}): GroupDigest {
  const { template, fingerprint } = templateOfText(line);
  return {
    fingerprint,
    members: [fingerprint],
    template,
    format: "text",
    count: 1,
    firstSeq: 1,
    lastSeq: 1,
    firstMs: null,
    lastMs: null,
    levels: {},
    services: {},
    sources: {},
    bins: [],
    examples: [],
    ...over,
  };
}

const merge = (lines: readonly string[], known: Aliases = {}) =>
  mergeGroups(
    lines.map((line) => digestOf(line)),
    known,
  );
const templates = (lines: readonly string[]) =>
  merge(lines)
    .groups.map((group) => group.template)
    .toSorted();

describe("words that become a variable", () => {
  test("five in one place", () =>
    expect(templates(NAMES.slice(0, 5).map((name) => `the visit of ${name} was long`))).toEqual([
      "the visit of <*> was long",
    ]));

  test("not four", () =>
    expect(templates(NAMES.slice(0, 4).map((name) => `the visit of ${name} was long`))).toHaveLength(4));

  test.each([
    ["user", (name: string) => `session closed for user ${name} again`, "session closed for user <*> again"],
    ["an equals sign", (name: string) => `login owner=${name} done`, "login owner=<*> done"],
    ["quotes", (name: string) => `mount of "${name}" done`, 'mount of "<*>" done'],
    ["brackets", (name: string) => `link [${name}] moved`, "link [<*>] moved"],
  ])("three after %s", (_, line, template) => {
    expect(templates(NAMES.slice(0, 3).map(line))).toEqual([template]);
    expect(templates(NAMES.slice(0, 2).map(line))).toHaveLength(2);
  });

  test("one, where other lines have a variable already", () =>
    expect(templates(["disk of node7 is slow today", "disk of oscar is slow today"])).toEqual([
      "disk of <*> is slow today",
    ]));

  test("in several places after cues at once", () =>
    expect(
      templates(NAMES.slice(0, 3).map((name, i) => `acquire owner=${name} lock=${NAMES[i + 3] ?? ""} flags=3`)),
    ).toEqual(["acquire owner=<*> lock=<*> flags=<*>"]));

  test("in one place after the other", () => {
    const lines = NAMES.slice(0, 5).flatMap((a) => NAMES.slice(0, 5).map((b) => `mail of ${a} was read by ${b} today`));
    expect(templates(lines)).toEqual(["mail of <*> was read by <*> today"]);
  });
});

describe("words that stay apart", () => {
  test.each([
    ["outcomes", ["opened", "closed", "failed", "started", "stopped", "lost"].map((word) => `the session ${word} now`)],
    ["lines of one word", ["active", "blocked", "normal", "running", "waiting", "halted", "gone", "idle", "busy"]],
    ["what a line is about", ["cron", "syslog", "portmap", "gmetad", "named"].map((word) => `${word} ran at boot`)],
    ["states in capitals", ["NEW", "READY", "RUNNING", "DONE", "KILLED"].map((word) => `task went to ${word} now`)],
    [
      "values of a key that tells",
      ["refused", "reset", "busy", "gone"].map((word) => `call ended reason=${word} here`),
    ],
  ])("%s", (_, lines) => expect(templates(lines)).toHaveLength(lines.length));

  test("exceptions", () => {
    const groups = NAMES.map((name) =>
      digestOf(`CartError at ${name} of cart`, { exception: { type: "CartError", frame: null } }),
    );
    expect(mergeGroups(groups, {}).groups).toHaveLength(groups.length);
  });
});

describe("the merged group", () => {
  const lines = NAMES.map((name) => `session opened for user ${name}`);

  test("adds up its members", () => {
    const groups = lines.map((line, i) =>
      digestOf(line, {
        count: i + 1,
        firstSeq: 10 + i,
        lastSeq: 20 + i,
        firstMs: 1e3 * i,
        lastMs: 2e3 * i,
        levels: { info: i + 1 },
        services: { api: 1 },
        sources: { 0: 1 },
        bins: [[i % 2, 1]],
      }),
    );
    const [group] = mergeGroups(groups, {}).groups;
    expect(group).toMatchObject({
      template: "session opened for user <*>",
      count: 36,
      firstSeq: 10,
      lastSeq: 27,
      firstMs: 0,
      lastMs: 14e3,
      levels: { info: 36 },
      services: { api: 8 },
      sources: { 0: 8 },
      bins: [
        [0, 4],
        [1, 4],
      ],
    });
    expect(group?.members).toEqual(expect.arrayContaining(lines.map(fingerprintOf)));
  });

  test("does not depend on the order of templates", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(merge(shuffled)).toEqual(merge(lines));
      }),
    );
  });

  test("says which words, and where", () => {
    const { added, groups } = merge(lines);
    const alias = Object.values(added).find(({ position }) => position !== null);
    expect(alias).toEqual({
      group: groups[0]?.fingerprint,
      reason: "words",
      position: 4,
      words: ["ada", "bob", "cyrus", "dora", "eve"],
      family: "session opened for user <*>",
    });
  });
});

describe("with what a project knows", () => {
  const first = merge(NAMES.slice(0, 5).map((name) => `session opened for user ${name}`));
  const group = first.groups[0]?.fingerprint ?? "";

  test("a new word lands in the old group at once", () => {
    const { groups, added } = merge(["session opened for user zoe"], first.added);
    expect(groups.map(({ fingerprint }) => fingerprint)).toEqual([group]);
    expect(added[fingerprintOf("session opened for user zoe")]).toMatchObject({ group, reason: "words" });
  });

  test("also when two places are new", () => {
    const lines = (names: readonly string[]) =>
      names.slice(0, 5).flatMap((a) => names.slice(0, 5).map((b) => `mail of ${a} was read by ${b} today`));
    const old = merge(lines(NAMES));
    const { groups } = merge(["mail of zoe was read by yann today"], old.added);
    expect(groups.map(({ fingerprint, template }) => [fingerprint, template])).toEqual([
      [old.groups[0]?.fingerprint, "mail of <*> was read by <*> today"],
    ]);
  });

  test("an old word alone still shows the group's template", () =>
    expect(merge(["session opened for user bob"], first.added).groups[0]?.template).toBe(
      "session opened for user <*>",
    ));

  test("a family whose group counts as another takes its new words along", () => {
    const other = fingerprintOf("something else");
    const known: Aliases = { ...first.added, [group]: { group: other, reason: "words", position: null, words: [] } };
    const { groups } = merge(["session opened for user zoe", "something else"], known);
    expect(groups.map(({ fingerprint }) => fingerprint)).toEqual([other]);
  });

  test("nothing is added twice, and nothing known is rewritten", () => {
    const { added } = merge(
      NAMES.map((name) => `session opened for user ${name}`),
      first.added,
    );
    for (const fingerprint of Object.keys(added)) expect(first.added).not.toHaveProperty([fingerprint]);
    expect(added).not.toHaveProperty([group]);
    expect(new Set(Object.values(added).map((alias) => alias.group))).toEqual(new Set([group]));
  });

  test("chains of aliases lead to one group", () => {
    const known: Aliases = {
      [fingerprintOf("a b c")]: { group: fingerprintOf("d e f"), reason: "words", position: null, words: [] },
      [fingerprintOf("d e f")]: { group: fingerprintOf("g h i"), reason: "words", position: null, words: [] },
    };
    expect(merge(["a b c", "g h i"], known).groups).toHaveLength(1);
  });
});

test("a hundred thousand templates merge in seconds", { timeout: 60_000 }, () => {
  const letters = (n: number) => n.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `user ${letters(i)} moved job ${letters(i * 31)} to ${letters(i * 7)}`,
  );
  const started = performance.now();
  merge(lines);
  expect(performance.now() - started).toBeLessThan(30_000);
});
