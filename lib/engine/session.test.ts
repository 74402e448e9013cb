import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateScenario, textOf } from "#samples/scenarios.ts";
import { mergeGroups } from "./groups/merge.ts";
import { conclude, createSession, type Digest, type LogEvent } from "./index.ts";
import { surveyBytes } from "./testing/read.ts";

const { files } = generateScenario("database-failover", { seed: 3, events: 500, startAt: "2026-11-17T02:00:00.000Z" });
const SOURCES = files.map((file) => {
  const bytes = new TextEncoder().encode(textOf(file));
  return { name: file.name, bytes, profile: surveyBytes(bytes) };
});

/** Reads the sources in pieces whose lengths `cut` gives in turn. */
function read(sources: typeof SOURCES, cut: () => number): { digest: Digest; events: LogEvent[] } {
  const session = createSession();
  const events: LogEvent[] = [];
  for (const { name, bytes, profile } of sources) {
    session.startSource(name, profile);
    for (let at = 0; at < bytes.length;) {
      const end = at + cut();
      events.push(...session.push(bytes.subarray(at, end)));
      at = end;
    }
    events.push(...session.endSource());
  }
  return { digest: session.digest(), events };
}

const WHOLE = read(SOURCES, () => Infinity);
const ANALYSIS = conclude(WHOLE.digest);

describe("an ingestion", () => {
  test("is the same however its bytes are cut", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 9000 })), (lengths) => {
        const { digest, events } = read(SOURCES, () => lengths.next().value ?? 1);
        expect(digest).toEqual(WHOLE.digest);
        expect(events).toEqual(WHOLE.events);
      }),
      { numRuns: 10 },
    );
  });

  test("has the same groups read by one worker or by one for each source", () => {
    const parts = SOURCES.flatMap((source) => read([source], () => Infinity).digest.tally.groups);
    const counted = (groups: readonly { fingerprint: string; members: string[]; count: number }[]) =>
      groups.map(({ fingerprint, members, count }) => [fingerprint, members, count]);
    expect(counted(mergeGroups(parts, {}).groups)).toEqual(counted(ANALYSIS.groups));
  });

  test("is told the same again, and from a digest that was stored", () => {
    // safe because a digest is plain JSON
    const stored = JSON.parse(JSON.stringify(WHOLE.digest)) as Digest;
    expect(conclude(stored)).toEqual(ANALYSIS);
  });

  test("counts every line once, in groups that stay with the project's merges", () => {
    const total = ANALYSIS.groups.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(WHOLE.events.length);
    const again = conclude(WHOLE.digest, ANALYSIS.aliases);
    expect(again.groups).toEqual(ANALYSIS.groups);
    expect(again.aliases).toEqual({});
  });
});
