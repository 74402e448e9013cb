import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAxis, MAX_BINS } from "./axis.ts";

function fill(times: readonly number[]) {
  let bins = new Map<number, number>();
  const axis = createAxis((fold) => {
    bins = fold(bins);
  });
  for (const timeMs of times) {
    const bin = axis.binOf(timeMs);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  return { axis: axis.axis(), span: axis.span(), bins: axis.place(bins) };
}

describe("the axis", () => {
  test("is empty without a time", () =>
    expect(fill([])).toEqual({
      axis: { startMs: 0, binMs: 1000, bins: 0 },
      span: { firstMs: null, lastMs: null },
      bins: [],
    }));

  test("starts with bins of a second", () =>
    expect(fill([5_000, 5_999, 7_000])).toEqual({
      axis: { startMs: 5_000, binMs: 1000, bins: 3 },
      span: { firstMs: 5_000, lastMs: 7_000 },
      bins: [
        [0, 2],
        [2, 1],
      ],
    }));

  test("doubles its bins as the span grows, in both directions", () => {
    const { axis } = fill([1_000_000, 1_000_000 + 300_000, 1_000_000 - 300_000]);
    expect(axis.binMs).toBe(4000);
    expect(axis.bins).toBeLessThanOrEqual(MAX_BINS);
  });

  test("counts every time once, whatever the order", () => {
    const times = fc.array(fc.integer({ min: -1e12, max: 1e13 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(times, (unsorted) => {
        const filled = fill(unsorted);
        expect(fill(unsorted.toSorted((a, b) => a - b))).toEqual(filled);
        expect(filled.axis.bins).toBeLessThanOrEqual(MAX_BINS);
        expect(filled.bins.reduce((sum, [, count]) => sum + count, 0)).toBe(unsorted.length);
        for (const timeMs of unsorted) {
          const bin = Math.floor((timeMs - filled.axis.startMs) / filled.axis.binMs);
          expect(filled.bins.map(([index]) => index)).toContain(bin);
        }
      }),
    );
  });
});
