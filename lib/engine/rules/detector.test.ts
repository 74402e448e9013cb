import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogEvent } from "../events/event.ts";
import { RULES } from "./catalog.ts";
import { createDetector } from "./detector.ts";
import { createMatcher } from "./matcher.ts";
import { defineRule } from "./rule.ts";
import { eventsIn, findingsIn, findingsInEvents } from "./samples.ts";

const advice = { debugging: ["x"], quickFixes: ["x"], durableFixes: ["x"], links: [] };
const about = { title: "A test", severity: "low" as const, why: "A test.", fires: [], silent: [], advice };

function event(seq: number, message: string, more: Partial<LogEvent> = {}): LogEvent {
  const [read] = eventsIn(message);
  if (read === undefined) throw new Error("no event");
  return { ...read, message, seq, timeMs: seq * 1000, service: null, level: null, attributes: {}, ...more };
}

describe("one severe line among many", () => {
  test("is found, with its line as evidence", () => {
    const quiet = Array.from({ length: 3000 }, (_, index) =>
      event(index + 1, `served /cart/${index} in ${index % 90} ms`),
    );
    const line = event(3001, "worker invoked oom-killer: gfp_mask=0x201da, order=0", { service: "kernel" });
    const [finding, ...others] = findingsInEvents([...quiet, line]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: "oom_memory.kernel_oom_kill",
      count: 1,
      evidence: [3001],
      services: ["kernel"],
    });
  });

  test("is reported as severe when no rule knows it", () => {
    const findings = findingsInEvents([
      event(1, "flux capacitor exited with failure", { level: "fatal", service: "core" }),
    ]);
    expect(findings).toMatchObject([{ rule: "generic_critical.unexplained_fatal", pass: 2, services: ["core"] }]);
  });

  test("routine lines that syslog calls critical are none", () => {
    expect(
      findingsInEvents([event(1, "Built outbound UDP connection 17 for inside:10.0.0.1", { level: "fatal" })]),
    ).toEqual([]);
  });
});

describe("one cause", () => {
  test("is one finding per service, and one for all of many services", () => {
    const lines = (services: readonly string[]) =>
      services.flatMap((service, index) =>
        [1, 2, 3].map((n) => event(index * 3 + n, "connect ECONNREFUSED 10.0.0.9:8080", { service, level: "error" })),
      );
    expect(findingsInEvents(lines(["a", "b"])).map(({ id, count }) => [id, count])).toEqual([
      ["connection_refused.refused:a", 3],
      ["connection_refused.refused:b", 3],
    ]);
    const [one, ...others] = findingsInEvents(lines(["a", "b", "c", "d", "e"]));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ count: 15, services: ["a", "b", "c", "d", "e"] });
    expect(one?.title).toBe("`10.0.0.9:8080` refuses connections in 5 services");
    expect(one?.evidence.length).toBeLessThanOrEqual(10);
  });

  test("speaks by its most specific category", () => {
    expect(
      findingsIn('FATAL:  password authentication failed for user "shop"').map((finding) => finding.category),
    ).toEqual(["auth_failure"]);
    expect(
      findingsIn("panic: write /var/log/a.log: no space left on device").map((finding) => finding.category),
    ).toEqual(["disk_full"]);
  });
});

describe("confidence", () => {
  test("is the sum of its parts, and a recovery speaks against it", () => {
    const failed = event(1, "connect ECONNREFUSED 10.0.0.9:8080", { service: "shop", level: "error" });
    const back = event(5, "connection re-established to 10.0.0.9:8080", { service: "shop", level: "info" });
    const [before] = findingsInEvents([failed]);
    const [after] = findingsInEvents([failed, back]);
    expect(after?.counterEvidence).toEqual([{ seq: 5, note: "recovered 4 s later" }]);
    expect(after?.confidence).toBeLessThan(before?.confidence ?? 0);
    expect(after?.confidenceParts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(after?.confidence ?? 0);
  });
});

describe("a retry that worked", () => {
  const warning = (seq: number) => event(seq, "Request to geo timed out, retrying", { service: "shop", level: "warn" });
  const worked = (seq: number) => event(seq, "Retry 1 succeeded", { service: "shop", level: "info" });

  test.each([
    ["takes a warning back", [warning(1), worked(2)], 0],
    ["comes too late after many lines", [warning(1), worked(40)], 1],
    ["does not take back an error", [{ ...warning(1), level: "error" as const }, worked(2)], 1],
    ["does not take back many", [warning(1), warning(2), warning(3), warning(4), worked(5)], 1],
    ["must have worked", [warning(1), event(2, "Retry 1 failed", { service: "shop", level: "warn" })], 1],
  ])("%s", (_, events, findings) => {
    expect(findingsInEvents(events).length).toBe(findings);
  });
});

describe("conditions over several events", () => {
  const rule = (match: Parameters<typeof defineRule>[0]["match"]) => [
    defineRule({ ...about, id: "generic_critical.test", match }),
  ];
  const titles = (events: readonly LogEvent[], match: Parameters<typeof rule>[0]) =>
    findingsInEvents(events, rule(match)).map((finding) => finding.count);

  test("a sequence counts the second line after the first, within its time, of the same key", () => {
    const match = { any: [/second step/], sequence: { first: [/first step/], withinMs: 5000 } };
    const at = (seq: number, message: string, service = "a") => event(seq, message, { service });
    // No built-in rule exists for the id, so the finding is looked up in the catalogue given.
    expect(titles([at(1, "first step"), at(3, "second step")], match)).toEqual([1]);
    expect(titles([at(1, "first step"), at(9, "second step")], match)).toEqual([]);
    expect(titles([at(1, "first step", "b"), at(3, "second step")], match)).toEqual([]);
    expect(titles([at(3, "second step")], match)).toEqual([]);
  });

  test("a rate counts only when enough lie close together", () => {
    const match = { any: [/slow query/], rate: { atLeast: 3, withinMs: 2500 } };
    const at = (...seconds: number[]) => seconds.map((second) => event(second, `slow query ${second}`));
    expect(titles(at(1, 2, 3), match)).toEqual([3]);
    expect(titles(at(1, 4, 7), match)).toEqual([]);
  });

  test("a level, a service or an attribute can be asked for", () => {
    const match = { any: [/job failed/], when: { level: ["error" as const], attributes: { queue: /^mail/ } } };
    expect(titles([event(1, "job failed", { level: "error", attributes: { queue: "mail-2" } })], match)).toEqual([1]);
    expect(titles([event(1, "job failed", { level: "info", attributes: { queue: "mail-2" } })], match)).toEqual([]);
    expect(titles([event(1, "job failed", { level: "error" })], match)).toEqual([]);
  });
});

describe("the plan of a template", () => {
  const heads = RULES.flatMap((one) => one.fires).map((line) => line.split("\n", 1)[0] ?? "");
  const matcher = createMatcher(RULES);

  test("sees what a whole look sees, whatever the numbers in the line", () => {
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.integer({ min: 0, max: 999_999 }), (line, number) => {
        const first = event(1, line);
        const plan = matcher.plan(first, null);
        const other = { ...first, message: line.replaceAll(/(?<![\w.-])\d{4,7}(?![\w.-])/g, String(number)) };
        const ids = (looked: ReturnType<typeof matcher.look>) =>
          looked.matches.map((match) => match.rule.id).toSorted();
        expect(ids(matcher.look(other, plan))).toEqual(ids(matcher.look(other)));
      }),
    );
  });

  test("finds a status that only later lines of a template have", () => {
    const lines = ["200", "200", "200", "200", "503"].map((status, index) =>
      event(index + 1, `upstream stock responded with status ${status}`, { fingerprint: "v1:same" }),
    );
    expect(findingsInEvents(lines).map((finding) => finding.rule)).toEqual(["dependency_failure.http_5xx"]);
  });
});

describe("the digest", () => {
  test("is plain JSON", () => {
    const detector = createDetector();
    for (const one of eventsIn(RULES.flatMap((rule) => rule.fires).join("\n"))) detector.add(one);
    const digest = detector.digest();
    expect(JSON.parse(JSON.stringify(digest))).toEqual(digest);
  });

  test("reads hostile text in time", () => {
    const words = [
      "connection refused ",
      "failed to connect to ",
      "error: ",
      "a=",
      "((((",
      "certificate ",
      "0",
      "é",
      "\n\tat ",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 400 }), (parts) => {
        const [read] = eventsIn("x");
        if (read === undefined) return;
        createDetector().add({ ...read, message: parts.join("").slice(0, 32_768) });
      }),
      { numRuns: 50 },
    );
  });
});
