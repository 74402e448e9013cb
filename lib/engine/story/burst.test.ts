import { describe, expect, test } from "vitest";
import { burstOf, CLEAR } from "./burst.ts";

const even = (bins: number, count: number): [number, number][] =>
  Array.from({ length: bins }, (_, bin) => [bin, count]);

describe("burstOf", () => {
  test("finds the interval in which counts stand out", () => {
    const counts = even(100, 1).map(([bin, n]): [number, number] => [bin, bin >= 40 && bin < 60 ? 20 : n]);
    const burst = burstOf(counts, even(100, 50));
    expect(burst).toMatchObject({ from: 40, to: 59, inside: 400, before: 40, after: 40 });
    expect(burst?.strength).toBeGreaterThan(CLEAR);
    expect(burst?.rateInside).toBeCloseTo(0.4);
  });

  test("an even spread is no burst", () => {
    expect(burstOf(even(100, 2), even(100, 50))?.strength).toBeLessThan(CLEAR);
  });

  test("more failures because there is more traffic are no burst", () => {
    const volume = even(100, 10).map(([bin, n]): [number, number] => [bin, bin < 50 ? n : n * 20]);
    const counts = volume.map(([bin, n]): [number, number] => [bin, n / 10]);
    expect(burstOf(counts, volume)?.strength).toBeLessThan(CLEAR);
  });

  test.each([
    [[], null],
    [[[7, 3]] as [number, number][], 7],
  ])("counts %j begin at %s", (counts, from) => {
    expect(burstOf(counts, even(10, 1))?.from ?? null).toBe(from);
  });
});
