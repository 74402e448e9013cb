import { describe, expect, test } from "vitest";
import { createSurvey } from "../../events/reader.ts";
import { conclude, createSession } from "../../session.ts";
import { MAX_CONSTANT_VALUES, type GroupRule } from "./group-rule.ts";

function read(lines: readonly string[], rules: readonly GroupRule[]) {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
  const survey = createSurvey({ name: "app.log", receivedAt: "2026-11-17T02:00:00Z", zone: null });
  survey.push(bytes);
  const session = createSession({ groupRules: rules });
  session.startSource("app.log", survey.finish());
  const events = [...session.push(bytes), ...session.endSource()];
  return { events, groups: conclude(session.digest()).groups };
}
const counts = (lines: readonly string[], rules: readonly GroupRule[]) =>
  Object.fromEntries(read(lines, rules).groups.map(({ template, count }) => [template, count]));
const constant = (template: string, position: number): GroupRule => ({ kind: "constant", template, position });

const LINES = [500, 200, 500, 404].map(
  (status, i) => `request ${i + 17} answered with status ${status} in ${i * 9} ms`,
);
const STATUS = constant("request <*> answered with status <*> in <*>", 5);

describe("a constant", () => {
  test("splits the group by its value", () =>
    expect(counts(LINES, [STATUS])).toEqual({
      "request <*> answered with status 500 in <*>": 2,
      "request <*> answered with status 200 in <*>": 1,
      "request <*> answered with status 404 in <*>": 1,
    }));

  test("leaves other lines as they are", () => {
    const other = "request 9 was sent to status 500 in 8 ms";
    expect(read([other], [STATUS]).events).toEqual(read([other], []).events);
  });

  test("gives the same line the same fingerprint", () => {
    const of = (lines: readonly string[]) => read(lines, [STATUS]).events.find(({ message }) => message === LINES[3]);
    expect(of(LINES)?.fingerprint).toBe(of(LINES.slice(3))?.fingerprint);
    expect(of(LINES)?.fingerprint).toMatch(/^v1:c-[0-9a-f]{16}$/);
  });

  test("is no value of the group any more", () =>
    expect(
      read(LINES, [STATUS]).groups.map(({ values = [] }) => values.map(({ index, top }) => [index, top.length]))[0],
    ).toEqual([
      [0, 2],
      [1, 2],
    ]));

  test("and another one in the same line, in any order", () => {
    const first = constant("request <*> answered with status 500 in <*>", 1);
    const wanted = {
      "request 17 answered with status 500 in <*>": 1,
      "request 19 answered with status 500 in <*>": 1,
      "request <*> answered with status 200 in <*>": 1,
      "request <*> answered with status 404 in <*>": 1,
    };
    expect(counts(LINES, [STATUS, first])).toEqual(wanted);
    expect(counts(LINES, [first, STATUS])).toEqual(wanted);
  });

  test("is not merged away by late merges", () => {
    const lines = ["ada", "bob", "eve", "gil"].flatMap((name) => [
      `session of user ${name} got 3`,
      `session of user ${name} got 4`,
    ]);
    expect(counts(lines, [constant("session of user <*> got <*>", 5)])).toEqual({
      "session of user <*> got 3": 4,
      "session of user <*> got 4": 4,
    });
  });

  test("keeps so many values and no more", () => {
    const lines = Array.from(
      { length: MAX_CONSTANT_VALUES + 50 },
      (_, i) => `request 1 answered with status ${i} in 2 ms`,
    );
    const groups = counts(lines, [STATUS]);
    expect(Object.keys(groups)).toHaveLength(MAX_CONSTANT_VALUES + 1);
    expect(groups["request <*> answered with status <*> in <*>"]).toBe(50);
  });
});
