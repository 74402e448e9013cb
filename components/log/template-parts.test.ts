import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffLines, templateParts, variableValues } from "./template-parts.ts";

describe("variableValues", () => {
  it.each([
    ["pool timed out after <*> (active=<*>)", "pool timed out  after 30000ms (active=20)", ["30000ms", "20"]],
    ["<*> started", "worker-3 started", ["worker-3"]],
    ["retry <*>/<*>", "retry 1/3", ["1", "3"]],
    ["done", "done", []],
    ["got <*>", "got it\n  at x", ["it"]],
    ["got <*>", "gone", null],
    ["a <*> b", "a  b", null],
    ["done", "done twice", null],
    ["a <*>aa", "a xaaa", ["xa"]],
  ])("%s in %s", (template, message, values) => expect(variableValues(template, message)).toEqual(values));

  it("puts a line together again from its parts", () => {
    const word = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.stringMatching(/^[0-9]{1,4}$/)), { minLength: 1 }), (pairs) => {
        const template = pairs.map(([literal]) => `${literal}=<*>`).join(" ");
        const message = pairs.map(([literal, value]) => `${literal}=${value}`).join(" ");
        expect(variableValues(template, message)).toEqual(pairs.map(([, value]) => value));
      }),
    );
  });
});

it("names a variable after its key", () => {
  expect(templateParts("took <*> (total=<*>, pool: <*>)")).toEqual([
    { kind: "literal", text: "took " },
    { kind: "variable", index: 0, name: "*" },
    { kind: "literal", text: " (total=" },
    { kind: "variable", index: 1, name: "total" },
    { kind: "literal", text: ", pool: " },
    { kind: "variable", index: 2, name: "pool" },
    { kind: "literal", text: ")" },
  ]);
});

it("tells what differs from what only could", () => {
  const lines = [{ message: "took 3 ms of 20" }, { message: "took 4 ms of 20" }, { message: "something else" }];
  expect(diffLines("took <*> ms of <*>", lines).map(({ parts }) => parts.map(({ kind }) => kind))).toEqual([
    ["literal", "differs", "literal", "equal"],
    ["literal", "differs", "literal", "equal"],
  ]);
});
