import { expect, it } from "vitest";
import { spreadOf } from "./variable-spread.ts";

it("counts few values", () => {
  expect(spreadOf(["20", "20", "21"])).toEqual({
    distinct: 2,
    range: "20–21",
    rows: [
      { label: "20", count: 2, value: "20" },
      { label: "21", count: 1, value: "21" },
    ],
  });
});

it("cuts many numbers into ranges that hold every one of them", () => {
  const { distinct, range, rows } = spreadOf(Array.from({ length: 101 }, (_, index) => `${index}ms`));
  expect({ distinct, range }).toEqual({ distinct: 101, range: "0–100ms" });
  expect(rows.map(({ label }) => label)).toEqual(["75–100ms", "50–75ms", "25–50ms", "0–25ms"]);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(101);
});

it("leaves words and mixed units as they are", () => {
  expect(spreadOf(["a", "b", "a"]).range).toBeNull();
  expect(spreadOf(["1ms", "2s"]).range).toBeNull();
  expect(spreadOf([])).toEqual({ distinct: 0, range: null, rows: [] });
});
