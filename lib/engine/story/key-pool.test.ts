import { expect, test } from "vitest";
import { createKeyPool } from "./key-pool.ts";

test("a full pool keeps a sample whose keys are seen in every source", () => {
  const pool = createKeyPool(100);
  for (const source of [0, 1]) {
    for (let i = 0; i < 5_000; i += 1) {
      pool.see(`key-${i}`, true, { service: source, source, seq: i, timeMs: i, failed: false });
    }
  }
  const trails = [...pool.trails()];
  expect(trails.length).toBeGreaterThan(30);
  expect(trails.length).toBeLessThanOrEqual(100);
  expect(trails.every(({ seen }) => seen.length === 2)).toBe(true);
});

test("keeps the earliest ordinary and the earliest failed event of a service", () => {
  const pool = createKeyPool(10);
  for (const [seq, timeMs, failed] of [
    [1, 50, false],
    [2, 30, false],
    [3, 60, true],
  ] as const) {
    pool.see("a", true, { service: 0, source: 0, seq, timeMs, failed });
  }
  expect([...pool.trails()][0]?.seen).toMatchObject([{ seq: 2 }, { seq: 3 }]);
});
