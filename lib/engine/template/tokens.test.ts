import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { templateOfText } from "./template.ts";
import { hostileLine } from "../testing/hostile-line.ts";
import { maskedTokens, variablesOf } from "./tokens.ts";

const shown = (message: string, template?: string) =>
  maskedTokens(message, template).map(({ text, mask }) => (mask === null ? text : `${mask}:${text}`));

describe("masked tokens", () => {
  test("name what masked each variable", () =>
    expect(shown("job 7 from 10.0.0.7:22 took 1.5 s at /srv/x")).toEqual([
      "job",
      "number:7",
      "from",
      "ip:10.0.0.7:22",
      "took",
      "quantity:1.5 s",
      "at",
      "path:/srv/x",
    ]));

  test("show the words that late merges made variable", () =>
    expect(shown("opened for user ada by 7", "opened for user <*> by <*>")).toEqual(
      "opened for user word:ada by number:7".split(" "),
    ));

  test("fall back on the masks when the template is another's", () =>
    expect(shown("opened 7", "closed <*>")).toEqual(["opened", "number:7"]));

  test("keep every row of a list", () =>
    expect(shown("a 1 ok, a 2 ok, a 3 ok")).toEqual("a number:1 ok , a number:2 ok , a number:3 ok".split(" ")));

  test("are ranges of the first line, in order and apart", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: "grapheme" }), (message) => {
        let from = 0;
        for (const { text, start, end } of maskedTokens(message)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(message.slice(start, end)).toBe(text);
          expect(message.slice(from, start).trim()).toBe("");
          from = end;
        }
      }),
    );
  });
});

describe("variables", () => {
  test.each([
    ["job <*> took <*>", "job 7 took 1.5 s", ["7", "1.5 s"]],
    ["user <*> left at <*>", "user ada left at 10:15:01", ["ada", "10:15:01"]],
    ["<*> left", "the old user left", ["the old user"]],
    ["no variable", "no variable", []],
    ["job <*> took <*>", "job 7 ended", null],
  ])("of %s in %s", (template, message, values) => expect(variablesOf(template, message)).toEqual(values));

  test("there are as many as the template has wildcards", () => {
    fc.assert(
      fc.property(hostileLine, (message) => {
        const { template } = templateOfText(message);
        expect(variablesOf(template, message)).toHaveLength(template.split("<*>").length - 1);
      }),
      { numRuns: 2000 },
    );
  });
});
