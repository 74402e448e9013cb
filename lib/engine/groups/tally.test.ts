import { describe, expect, test } from "vitest";
import type { LogEvent } from "../events/event.ts";
import { createTally } from "./tally.ts";

function eventOf(seq: number, over: Partial<LogEvent> = {}): LogEvent {
  return {
    seq,
    sourceIndex: 0,
    source: "a.log",
    line: seq,
    lines: 1,
    offset: 0,
    length: 1,
    template: "t",
    fingerprint: "v1:1",
    timestamp: null,
    timeMs: null,
    timeNotes: [],
    level: null,
    levelInferred: false,
    service: null,
    message: `message ${seq}`,
    format: "text",
    attributes: {},
    ...over,
  };
}

function tallyOf(events: readonly LogEvent[]) {
  const tally = createTally();
  for (const event of events) tally.add(event);
  return tally.digest();
}

describe("the tally", () => {
  test("counts each template exactly", () => {
    const digest = tallyOf([
      eventOf(1, { level: "error", service: "api", timeMs: 3000 }),
      eventOf(2, { level: "info", service: "web", timeMs: 1000, sourceIndex: 1 }),
      eventOf(3, { fingerprint: "v1:2", timeMs: 2000 }),
      eventOf(4, { level: "error", service: "api" }),
    ]);
    expect(digest).toMatchObject({
      events: 4,
      firstMs: 1000,
      lastMs: 3000,
      axis: { startMs: 1000, binMs: 1000, bins: 3 },
      levels: { error: 2, info: 1, unknown: 1 },
      levelBins: { error: [[2, 1]], info: [[0, 1]], unknown: [[1, 1]] },
    });
    expect(digest.groups).toHaveLength(2);
    expect(digest.groups[0]).toMatchObject({
      fingerprint: "v1:1",
      members: ["v1:1"],
      count: 3,
      firstSeq: 1,
      lastSeq: 4,
      firstMs: 1e3,
      lastMs: 3e3,
      levels: {
        error: 2,
        info: 1,
      },
      services: {
        api: 2,
        web: 1,
      },
      sources: {
        0: 2,
        1: 1,
      },
      bins: [
        [0, 1],
        [2, 1],
      ],
    });
  });

  test("keeps the first three examples and the latest two", () => {
    const digest = tallyOf(Array.from({ length: 50_001 }, (_, i) => eventOf(i + 1)));
    expect(digest.groups[0]?.examples.map(({ seq }) => seq)).toEqual([1, 2, 3, 50_000, 50_001]);
    expect(digest.groups[0]?.examples[3]?.message).toBe("message 50000");
  });

  test("cuts the messages of examples", () =>
    expect(tallyOf([eventOf(1, { message: "x".repeat(9000) })]).groups[0]?.examples[0]?.message).toHaveLength(4000));

  test("keeps the busiest 20 services and sums the rest", () => {
    const digest = tallyOf(Array.from({ length: 300 }, (_, i) => eventOf(i + 1, { service: `s${i % 30}` })));
    const services = digest.groups[0]?.services ?? {};
    expect(Object.keys(services)).toHaveLength(21);
    expect(services.other).toBe(100);
  });

  test("bounds the service names it counts apart", () => {
    const digest = tallyOf(Array.from({ length: 1000 }, (_, i) => eventOf(i + 1, { service: `s${i}` })));
    expect(Object.values(digest.groups[0]?.services ?? {}).reduce((a, b) => a + b, 0)).toBe(1000);
  });

  test("may be read before it is complete", () => {
    const tally = createTally();
    tally.add(eventOf(1, { level: "info" }));
    const early = tally.digest();
    tally.add(eventOf(2, { level: "info" }));
    expect(early.groups[0]).toMatchObject({ count: 1, levels: { info: 1 } });
    expect(early.levels).toEqual({ info: 1 });
  });
});
