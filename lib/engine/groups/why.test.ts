import { describe, expect, test } from "vitest";
import { whyTogether } from "./why.ts";

const shown = (...args: Parameters<typeof whyTogether>) =>
  whyTogether(...args).map(({ a, b, because }) => `${a?.text ?? "-"} ${b?.text ?? "-"} ${because}`);

describe("why together", () => {
  test("same text and masks", () =>
    expect(shown("job 7 ended", "job 8 ended")).toEqual(["job job same", "7 8 variable", "ended ended same"]));

  test("words of a late merge", () =>
    expect(
      shown("user ada left", "user bob left", { group: "v1:1", reason: "words", position: 1, words: ["ada", "bob"] }),
    ).toEqual(["user user same", "ada bob words", "left left same"]));

  test("nothing, when they are not of one group", () =>
    expect(shown("up", "down now")).toEqual(["up down differs", "- now differs"]));

  test("types and frames of exceptions", () => {
    const trace = (line: number) => `order ${line} failed\nx.BadError: no\n\tat com.acme.Cart.total(Cart.java:${line})`;
    expect(shown(trace(7), trace(8))).toEqual([
      "x.BadError x.BadError frame",
      "com.acme.Cart.total com.acme.Cart.total frame",
    ]);
  });
});
