import { expect, test } from "vitest";
import { barsOf, valuesOf } from "#components/charts/bars.ts";
import type { Histogram, Overview } from "#contracts/ingestion.ts";
import { aheadOf, corrected } from "./lane-clock.ts";

const histogram: Histogram = {
  axis: { startMs: 0, binMs: 1000, bins: 10 },
  levels: {
    error: [
      [6, 3],
      [7, 1],
    ],
  },
};

test("bars of a clock that is ahead move back by as much", () => {
  const bars = barsOf({ ...histogram, levels: {} }, 10);
  const values = (aheadMs: number) => {
    const moved = corrected(histogram, aheadMs);
    return moved === undefined ? [] : valuesOf(moved, bars);
  };
  expect(values(0)).toEqual([0, 0, 0, 0, 0, 0, 3, 1, 0, 0]);
  expect(values(4000)).toEqual([0, 0, 3, 1, 0, 0, 0, 0, 0, 0]);
  expect(values(-2000)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 3, 1]);
  expect(corrected(undefined, 4000)).toBeUndefined();
});

test("a lane's clock is its service's in the order", () => {
  const story = {
    order: [
      { service: "stock", onset: null, firstSeq: 1, aheadMs: 4000 },
      { service: "shop", onset: null, firstSeq: 2 },
    ],
  };
  const of = (service: string) => aheadOf(story as unknown as Overview["story"], service);
  expect([of("stock"), of("shop"), of("other")]).toEqual([4000, 0, 0]);
});
