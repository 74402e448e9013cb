import { describe, expect, test } from "vitest";
import { templateOfText } from "../template/template.ts";
import type { GroupDigest } from "./digest.ts";
import { mergeGroups, type Aliases } from "./merge.ts";
import { slotsOf } from "./slots.ts";

const wordsOf = (line: string) => slotsOf(templateOfText(line).template).slots.map(({ word }) => word);

function merge(lines: readonly string[], known: Aliases = {}) {
  const digests = lines.map((line): GroupDigest => {
    const { template, fingerprint } = templateOfText(line);
    const counts = { count: 1, firstSeq: 1, lastSeq: 1, firstMs: null, lastMs: null };
    const empty = { levels: {}, services: {}, sources: {}, bins: [], examples: [] };
    return { fingerprint, members: [fingerprint], template, format: "text", ...counts, ...empty };
  });
  return mergeGroups(digests, known);
}
const templates = (lines: readonly string[]) =>
  merge(lines)
    .groups.map(({ template }) => template)
    .toSorted();

describe("where a value stands", () => {
  test.each([
    ["login owner=ada mode=fast done", ["ada", "fast"]],
    ["login owner = ada done", ["ada"]],
    ["ask ruser= rhost=db done", ["", "db"]],
    ["pool 'G one Young' grew", ["G one Young"]],
    ["indices [carts, orders] and [] moved", ["carts, orders", ""]],
    ["Plan: of it, current: Absent, pending: not yet", ["Absent", "not yet"]],
    ["task went from NEW to READY", ["NEW", "READY"]],
    ["could not open the file: No such file or directory", ["No such file or directory"]],
    ["session of it closed due to a reset", ["a reset"]],
    ["aborted connection to db: 'shop one' of it (out of time)", ["shop one", "out of time"]],
  ])("%s", (line, words) => expect(wordsOf(line)).toEqual(words));

  test.each(["the visit was long", "worker: visits the shop now", "disk [of (node) it] is slow", "f(a == b) ran"])(
    "nowhere in: %s",
    (line) => expect(wordsOf(line).filter((word) => word.includes(" "))).toEqual([]),
  );
});

describe("values that become a variable", () => {
  test("several words where others have one", () =>
    expect(
      templates(["ParNew", "Concurrent Sweep", "Old"].map((name) => `collector pool '${name}' had so many runs`)),
    ).toEqual(["collector pool '<*>' had so many runs"]));

  test("nothing, where another line has a variable", () =>
    expect(templates(["types[] and stats[a4] took long", "types[x9] and stats[] took long"])).toEqual([
      "types[<*>] and stats[<*>] took long",
    ]));

  test("nothing and a list, where all of it is known with variables", () =>
    expect(
      templates(["indices [a1] moved away now", "indices [] moved away now", "indices [carts, a3] moved away now"]),
    ).toEqual(["indices [<*>] moved away now"]));

  test("two behind a key, in a long line", () =>
    expect(
      templates(["ram", "disk"].map((kind) => `the claim of memory on this host was made kind_of=${kind}`)),
    ).toEqual(["the claim of memory on this host was made kind_of=<*>"]));

  test("both halves of a change", () =>
    expect(
      templates(["NEW to READY", "READY to BUSY", "BUSY to DONE"].map((change) => `task moved from ${change}`)),
    ).toEqual(["task moved from <*> to <*>"]));

  test("five reasons of a fault", () =>
    expect(
      templates(
        ["Broken pipe", "No such file", "Connection refused", "Permission denied", "Try it again later"].map(
          (reason) => `could not read the file: ${reason}`,
        ),
      ),
    ).toEqual(["could not read the file: <*>"]));

  test("a later line joins at once", () => {
    const line = (name: string) => `collector pool '${name}' had so many runs`;
    const first = merge(["ParNew", "Concurrent Sweep", "Old"].map(line));
    const { groups } = merge([line("Young Generation of it")], first.added);
    expect(groups.map(({ fingerprint }) => fingerprint)).toEqual([first.groups[0]?.fingerprint]);
  });

  test("whatever the order of lines", () => {
    const lines = ["ada", "bob", "eve"].flatMap((a) =>
      ["x y", "z", ""].map((b) => `plan of owner=${a}, [${b}] was made`),
    );
    expect(merge(lines.toReversed())).toEqual(merge(lines));
  });
});

describe("values that stay apart", () => {
  test.each([
    ["two reasons", ["Broken pipe", "No such file"].map((reason) => `could not read the file: ${reason}`)],
    ["outcomes", ["opened", "closed", "lost"].map((word) => `the session [${word}] of it`)],
    ["two in brackets", ["Active", "Inactive"].map((word) => `the icon should now be in state '${word}'`)],
    [
      "what follows a name",
      ["starts a new run", "ends the run", "waits", "is idle now", "has gone"].map((x) => `runner: ${x}`),
    ],
  ])("%s", (_, lines) => expect(templates(lines)).toHaveLength(lines.length));
});
