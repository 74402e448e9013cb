import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { citationsOf, code, parseProse } from "./prose.ts";

describe("prose", () => {
  test("splits code, bold and citations", () => {
    expect(parseProse("a `b [1]` **c** [80] [80-95]")).toEqual([
      { kind: "text", text: "a " },
      { kind: "code", text: "b [1]" },
      { kind: "text", text: " " },
      { kind: "bold", text: "c" },
      { kind: "text", text: " " },
      { kind: "cite", from: 80, to: 80 },
      { kind: "text", text: " " },
      { kind: "cite", from: 80, to: 95 },
    ]);
  });

  test("log text inside code never becomes markup", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("`", "``[1]``", "a\n`[3]` **x**", "[9]", "\u2028`")),
        (text) => {
          const spans = parseProse(`x ${code(text)} y`);
          expect(spans.filter(({ kind }) => kind === "cite" || kind === "bold")).toEqual([]);
        },
      ),
    );
  });

  test("citations are those outside code, ascending and once", () => {
    expect(citationsOf("`[5]` [9] [2-9] [2]")).toEqual([2, 9]);
  });
});
