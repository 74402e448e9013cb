import { describe, expect, test } from "vitest";
import type { LogEvent } from "../events/event.ts";
import { templateOf } from "../template/template.ts";
import type { Level } from "../vocabulary.ts";
import { diffGroups } from "./compare.ts";
import { mergeGroups } from "./merge.ts";
import { createTally } from "./tally.ts";

function sideOf(messages: readonly string[], level: Level = "info") {
  const tally = createTally();
  messages.forEach((message, i) => {
    const event = { message, format: "text", attributes: {} };
    const numbered: LogEvent = {
      ...event,
      ...templateOf(event),
      seq: i + 1,
      sourceIndex: 0,
      source: "a",
      line: i,
      lines: 1,
      offset: 0,
      length: 1,
      timestamp: null,
      timeMs: null,
      timeNotes: [],
      level,
      levelInferred: false,
      service: null,
    };
    tally.add(numbered);
  });
  return { events: messages.length, groups: mergeGroups(tally.digest().groups, {}).groups };
}

const times = (count: number, message: (i: number) => string) => Array.from({ length: count }, (_, i) => message(i));
const BASE = times(1000, (i) => `request ${i} served`);
const titles = (groups: readonly { template: string }[]) => groups.map(({ template }) => template);

describe("two sides compared", () => {
  test("new and gone groups, above a floor", () => {
    const before = sideOf([...BASE, ...times(5, (i) => `cache ${i} warmed`), "one line left"]);
    const after = sideOf([...BASE, ...times(4, (i) => `disk ${i} is full`), "one line came"]);
    const { new: came, gone } = diffGroups(before, after);
    expect(titles(came)).toEqual(["disk <*> is full"]);
    expect(titles(gone)).toEqual(["cache <*> warmed"]);
  });

  test("a single error is new whatever the floor", () => {
    const { new: came } = diffGroups(sideOf(BASE), sideOf(["the end is near"], "error"));
    expect(titles(came)).toEqual(["the end is near"]);
  });

  test("the loudest come first, then the busiest", () => {
    const quiet = sideOf(BASE);
    const loud = sideOf(["the end is near"], "error");
    const chatter = sideOf([...times(9, (i) => `cache ${i} warmed`), ...times(90, (i) => `probe ${i} answered`)]);
    const after = { events: 100, groups: [...chatter.groups, ...loud.groups] };
    expect(titles(diffGroups(quiet, after).new)).toEqual(["the end is near", "probe <*> answered", "cache <*> warmed"]);
    expect(titles(diffGroups(after, quiet).gone)[0]).toBe("the end is near");
  });

  test("rates against all events, not counts", () => {
    const before = sideOf([...BASE, ...times(20, (i) => `retry ${i} of call`), ...times(300, (i) => `tick ${i} done`)]);
    const after = sideOf([
      ...BASE,
      ...BASE,
      ...times(400, (i) => `retry ${i} of call`),
      ...times(60, (i) => `tick ${i} done`),
    ]);
    const { up, down, new: came } = diffGroups(before, after);
    expect(titles(up.map((change) => change.after))).toEqual(["retry <*> of call"]);
    expect(up[0]?.ratio).toBeCloseTo((400 / 2460) * (1320 / 20));
    expect(titles(down.map((change) => change.after))).toEqual(["tick <*> done"]);
    expect(came).toEqual([]);
  });

  test("chance is no change", () => {
    const before = sideOf([...BASE, ...times(2, (i) => `retry ${i} of call`)]);
    const after = sideOf([...BASE, ...times(5, (i) => `retry ${i} of call`)]);
    expect(diffGroups(before, after)).toEqual({ new: [], gone: [], up: [], down: [], shifted: [] });
  });

  test("a setting that changed", () => {
    const { shifted } = diffGroups(
      sideOf([...BASE, "pool ready pool_size=50 owner=ada"]),
      sideOf([...BASE, "pool ready pool_size=5 owner=ada"]),
    );
    expect(shifted.map(({ key, before, after }) => [key, before.top, after.top])).toEqual([
      ["pool_size", [["50", 1]], [["5", 1]]],
    ]);
  });

  test("amounts that moved", () => {
    const { shifted } = diffGroups(
      sideOf(times(100, (i) => `query took ${20 + (i % 10)} ms`)),
      sideOf(times(100, (i) => `query took ${900 + i} ms`)),
    );
    expect(shifted.map(({ key, after }) => [key, after.number?.unit])).toEqual([["took", "ms"]]);
  });

  test("ids and counters do not shift", () => {
    const { shifted } = diffGroups(
      sideOf(times(100, (i) => `order id=${i} saved at 10:00:${i % 60}`)),
      sideOf(times(100, (i) => `order id=${i + 5000} saved at 11:00:${i % 60}`)),
    );
    expect(shifted).toEqual([]);
  });

  test("groups meet by any fingerprint they share", () => {
    const before = sideOf(["session opened for user ada", "x", "y", "z"]);
    const after = sideOf(["ada", "bob", "cyd", "dora"].map((name) => `session opened for user ${name}`));
    expect(diffGroups(before, after, { floor: 1 }).new).toEqual([]);
  });
});
