import { describe, expect, it } from "vitest";
import { barsOf, ticksOf } from "./bars.ts";

describe("barsOf", () => {
  it("keeps every event when it joins bins", () => {
    const bars = barsOf(
      {
        axis: { startMs: 0, binMs: 1000, bins: 5 },
        levels: {
          error: [
            [0, 2],
            [1, 3],
            [4, 1],
          ],
          unknown: [[4, 7]],
        },
      },
      3,
    );
    expect(bars.binMs).toBe(2000);
    expect(bars.bars.map((bar) => bar.layers.error)).toEqual([5, 0, 1]);
    expect(bars.bars.at(-1)).toMatchObject({ total: 8, layers: { debug: 7 } });
    expect(bars.peak).toBe(8);
    expect(bars.endMs).toBe(6000);
  });

  it("has no bars without a dated event", () => {
    expect(barsOf({ axis: { startMs: 0, binMs: 1000, bins: 0 }, levels: {} }, 10).bars).toEqual([]);
  });
});

describe("ticksOf", () => {
  const at = (text: string) => Date.parse(text);
  it.each([
    ["2026-11-17T02:30:00Z", "2026-11-17T03:24:59Z", 0, 10 * 60_000, "2026-11-17T02:30:00.000Z"],
    ["2026-11-17T02:30:00Z", "2026-11-19T03:24:59Z", 0, 12 * 3_600_000, "2026-11-17T12:00:00.000Z"],
    ["2026-11-17T02:31:00Z", "2026-11-18T01:00:00Z", 5.5 * 3_600_000, 6 * 3_600_000, "2026-11-17T06:30:00.000Z"],
  ])("from %s to %s", (start, end, offset, stepMs, first) => {
    const ticks = ticksOf(at(start), at(end), 6, offset);
    expect(ticks.stepMs).toBe(stepMs);
    expect(new Date(ticks.at[0] ?? 0).toISOString()).toBe(first);
  });

  it("ends on spans of any size", () => {
    expect(ticksOf(0, 0, 6).at).toEqual([0]);
    expect(ticksOf(0, 1e15, 6).at.length).toBeLessThanOrEqual(7);
  });
});
