import { describe, expect, test } from "vitest";
import { conclude, type Digest } from "#engine";
import { analyse } from "./analyse.ts";
import { generateScenario, SCENARIOS, textOf } from "./scenarios.ts";

const options = { seed: 3, events: 800, startAt: "2026-11-17T02:00:00Z" };
const RECEIVED = "2026-11-18T09:00:00Z";

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))("%s", (id, scenario) => {
  const { files, key } = generateScenario(id, options);
  const { digest, analysis } = analyse(files, RECEIVED);

  test("the same seed gives the same bytes, another one others", () => {
    const again = generateScenario(id, options).files.map(textOf);
    expect(again).toEqual(files.map(textOf));
    expect(generateScenario(id, { ...options, seed: 4 }).files.map(textOf)).not.toEqual(again);
  });

  test("its size is about what was asked for, and every file has lines", () => {
    const records = files.map((file) => [...file.records()].length);
    expect(Math.abs(records.reduce((a, b) => a + b, 0) - options.events)).toBeLessThan(options.events * 0.15);
    expect(records.every((count) => count > 0)).toBe(true);
    expect(digest.sources.every(({ quality }) => quality.withoutTime === 0)).toBe(true);
  });

  test("two services or more, named in the key as the lines name them", () => {
    expect(scenario.services.length).toBeGreaterThanOrEqual(2);
    const known = digest.links.services.map(({ service }) => service);
    expect(known).toEqual(
      expect.arrayContaining([...new Set([...key.order, ...key.findings.map((one) => one.service)])]),
    );
  });

  test("its findings are there and none that is forbidden", () => {
    const found = analysis.findings.flatMap(({ category, services }) =>
      services.map((service) => `${category} ${service}`),
    );
    expect(found).toEqual(
      expect.arrayContaining(key.findings.map(({ category, service }) => `${category} ${service}`)),
    );
    expect(analysis.findings.filter(({ category }) => key.forbidden.includes(category))).toEqual([]);
  });

  test("a stored digest tells the same", () => {
    // safe because a digest is plain JSON; that is what this test shows
    const stored = JSON.parse(JSON.stringify(digest)) as Digest;
    expect(conclude(stored)).toEqual(analysis);
  });

  test("the story agrees with the key", () => {
    const { firstDomino, incident, abstained } = analysis.story;
    expect(firstDomino && { service: firstDomino.service, category: firstDomino.category }).toEqual(key.firstDomino);
    expect(incident).toBe(key.incident);
    expect(abstained === null).toBe(key.firstDomino !== null);
  });
});

test("an unknown scenario is refused", () => {
  expect(() => generateScenario("nope", options)).toThrow(RangeError);
});
