import { expect, it } from "vitest";
import { spreadOf } from "./variable-spread.ts";

it("counts few values", () => {
  expect(spreadOf(["20", "20", "21"])).toMatchObject({
    distinct: 2,
    range: "20–21, median 20",
    rows: [
      { label: "20", count: 2, value: "20" },
      { label: "21", count: 1, value: "21" },
    ],
  });
});

it("cuts many numbers into ranges that hold every one of them", () => {
  const { distinct, range, rows } = spreadOf(Array.from({ length: 101 }, (_, index) => `${index}ms`));
  expect({ distinct, range }).toEqual({ distinct: 101, range: "0–100 ms, median 50" });
  expect(rows.map(({ label }) => label)).toEqual(["75–100 ms", "50–75 ms", "25–50 ms", "0–25 ms"]);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(101);
});

it("leaves words and mixed units as they are", () => {
  expect(spreadOf(["a", "b", "a"]).range).toBeNull();
  expect(spreadOf(["1ms", "2s"]).range).toBeNull();
  expect(spreadOf([])).toMatchObject({ distinct: 0, range: null, rows: [] });
});

it("tells how high a value stands: numbers by size, words by rank", () => {
  const { heightOf } = spreadOf(["10 ms", "20 ms", "30 ms"]);
  expect(["10 ms", "20 ms", "30 ms"].map(heightOf)).toEqual([0, 0.5, 1]);
  const words = spreadOf(["ok", "ok", "lost", "gone", "held", "new"]);
  expect(words.heightOf("ok")).toBe(1);
  expect(words.heightOf("lost")).toBeLessThan(1);
  expect(spreadOf(["7"]).heightOf("7")).toBe(0);
});
