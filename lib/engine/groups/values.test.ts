import { describe, expect, test } from "vitest";
import { combineValues, createValueSketch } from "./values.ts";

function summarise(template: string, messages: readonly string[]) {
  const sketch = createValueSketch();
  messages.forEach((message, i) => sketch.add(message, i + 1));
  return sketch.summaries(template);
}

describe("the values of variables", () => {
  test("top values, distinct, numbers, and the word that names each", () =>
    expect(
      summarise("pool_size=<*> took <*> on <*>", [
        "pool_size=5 took 10 ms on /dev/a",
        "pool_size=5 took 30 ms on /dev/b",
        "pool_size=7 took 20 ms on /dev/a",
      ]),
    ).toMatchObject([
      {
        index: 0,
        key: "pool_size",
        sampled: 3,
        distinct: 2,
        distinctCapped: false,
        top: [
          ["5", 2],
          ["7", 1],
        ],
      },
      { index: 1, key: "took", number: { min: 10, max: 30, mean: 20, unit: "ms" } },
      { index: 2, key: "on", distinct: 2, number: null },
    ]));

  test("amounts of different units are no numbers", () =>
    expect(summarise("took <*>", ["took 5 ms", "took 5 s", "took 5 s"])[0]?.number).toBeNull());

  test("large groups are sampled, and say so", () => {
    const [summary] = summarise(
      "n <*>",
      Array.from({ length: 10_000 }, (_, i) => `n ${i}`),
    );
    expect(summary).toMatchObject({ distinct: 50, distinctCapped: true });
    expect(summary?.sampled).toBeGreaterThan(64);
    expect(summary?.sampled).toBeLessThan(600);
  });

  test("of a merged group come from its members, the merged word included", () => {
    const member = (name: string, uids: readonly number[]) => ({
      template: `opened for ${name} by <*>`,
      values: summarise(
        `opened for ${name} by <*>`,
        uids.map((uid) => `opened for ${name} by ${uid}`),
      ),
    });
    expect(combineValues("opened for <*> by <*>", [member("ada", [1, 2]), member("bob", [2])])).toMatchObject([
      {
        key: "for",
        sampled: 3,
        distinct: 2,
        top: [
          ["ada", 2],
          ["bob", 1],
        ],
      },
      {
        key: "by",
        sampled: 3,
        distinct: 2,
        number: {
          min: 1,
          max: 2,
        },
      },
    ]);
  });
});
