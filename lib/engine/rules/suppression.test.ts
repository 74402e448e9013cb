import { expect, test } from "vitest";
import { createSurvey } from "../events/reader.ts";
import { conclude, createSession, type Digest } from "../session.ts";
import { hiddenBy, type Suppression } from "./suppression.ts";

const at = (second: number) => new Date(Date.UTC(2026, 1, 11, 8) + second * 1000).toISOString();
const line = (second: number, service: string, level: string, message: string) =>
  JSON.stringify({ time: at(second), level, service, message });

function digestOf(lines: readonly string[]): Digest {
  const session = createSession();
  const bytes = new TextEncoder().encode(`${lines.toSorted().join("\n")}\n`);
  const survey = createSurvey({ name: "all.log", receivedAt: "2026-03-03T00:00:00Z" });
  survey.push(bytes);
  session.startSource("all.log", survey.finish());
  session.push(bytes);
  session.endSource();
  return session.digest();
}

const quiet = Array.from({ length: 400 }, (_, index) => line(index * 3, "web", "info", `served /cart/${index}`));
const full = Array.from({ length: 30 }, (_, index) =>
  line(600 + index, "batch", "error", "write failed: No space left on device"),
);
const refused = Array.from({ length: 30 }, (_, index) =>
  line(700 + index, "web", "error", "connect ECONNREFUSED 10.0.0.9:8080"),
);

const rule = (fields: Partial<Suppression>): Suppression => ({
  id: "s1",
  rule: "disk_full.no_space",
  service: null,
  group: null,
  ...fields,
});

test("a story without what is hidden is that of a log in which it did not fail", () => {
  const { findings, hidden, story } = conclude(digestOf([...quiet, ...full]), { suppressions: [rule({})] });
  expect(findings.map((finding) => finding.rule)).toEqual(["disk_full.no_space"]);
  expect(Object.values(hidden)).toEqual(["s1"]);
  expect(story).toMatchObject({ incident: false, firstDomino: null, onsets: [], order: [], candidates: [] });
  expect(story.marks.filter(({ kind }) => kind === "burst" || kind === "onset")).toEqual([]);
  expect(story.real.text).not.toMatch(/\d errors?/);
});

test("what is not hidden is told as before, and first", () => {
  const { story } = conclude(digestOf([...quiet, ...full, ...refused]), { suppressions: [rule({})] });
  expect(story.firstDomino?.category).toBe("connection_refused");
  expect(story.order.map(({ service }) => service)).toEqual(["web"]);
  expect(conclude(digestOf([...quiet, ...full, ...refused])).story.firstDomino?.category).toBe("disk_full");
});

test.each<[string, Partial<Suppression>, boolean]>([
  ["its rule", {}, true],
  ["another rule", { rule: "disk_full.quota_exceeded" }, false],
  ["its rule in its service", { service: "batch" }, true],
  ["its rule in another service", { service: "web" }, false],
  ["its rule on another group", { group: "v1:other" }, false],
])("a finding is hidden by %s: %j", (_, fields, isHidden) => {
  const { findings } = conclude(digestOf([...quiet, ...full]));
  expect(Object.keys(hiddenBy(findings, [rule(fields)]))).toHaveLength(isHidden ? 1 : 0);
});

test("a finding is hidden on its group, and stays when it reaches beyond", () => {
  const { findings } = conclude(digestOf([...quiet, ...full]));
  const [finding] = findings;
  const group = finding?.groups[0] ?? "";
  expect(Object.keys(hiddenBy(findings, [rule({ group })]))).toHaveLength(1);
  const wider = findings.map((one) => ({ ...one, groups: [...one.groups, "v1:more"], services: ["batch", "web"] }));
  expect(hiddenBy(wider, [rule({ group }), rule({ service: "batch" })])).toEqual({});
});
