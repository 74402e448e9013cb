import { expect, it } from "vitest";
import { ratioText, valuesText } from "./difference-words.ts";

it.each([
  [27.3, "×27"],
  [1.84, "×1.8"],
  [0.5, "÷2.0"],
  [1 / 40, "÷40"],
])("%d times is %s", (ratio, text) => expect(ratioText(ratio)).toBe(text));

const values = { index: 0, key: "k", sampled: 9, distinctCapped: false };
it.each([
  [{ top: [["5", 9]], distinct: 1, number: { min: 5, max: 5, mean: 5, unit: "" } }, "5"],
  [{ top: [["20 ms", 1]], distinct: 9, number: { min: 20, max: 1280.5, mean: 24, unit: "ms" } }, "20–1,280.5 ms"],
  [{ top: [["closed", 5]], distinct: 4, number: null }, "closed and 3 more"],
] as const)("reads %j as %s", ({ top, ...rest }, text) =>
  expect(valuesText({ ...values, ...rest, top: top.map(([value, count]) => [value, count]) })).toBe(text),
);
