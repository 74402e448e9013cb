import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CATEGORIES } from "../vocabulary.ts";
import { RULES } from "./catalog.ts";
import { findingsIn } from "./samples.ts";

const folderOf = (category: string) => join(import.meta.dirname, category);
const filesIn = (category: string) =>
  existsSync(folderOf(category)) ? readdirSync(folderOf(category)).filter((name) => name !== "all.ts") : [];

describe("the catalogue", () => {
  test.each(CATEGORIES)("lists every rule in the folder of %s", (category) => {
    const listed = RULES.filter((rule) => rule.category === category).map((rule) => rule.id);
    const inFolder = filesIn(category).map((name) => `${category}.${name.replace(/\.ts$/, "").replaceAll("-", "_")}`);
    expect(listed.toSorted()).toEqual(inFolder.toSorted());
    expect(listed.length).toBeGreaterThanOrEqual(2);
  });

  test("has no id twice", () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("says what it is, why it matters and what to do", () => {
    expect(id.startsWith(`${rule.category}.`)).toBe(true);
    expect(rule.title.length).toBeGreaterThan(8);
    expect(rule.why.split(" ").length).toBeGreaterThan(8);
    expect(rule.fires.length).toBeGreaterThan(0);
    expect(rule.silent.length).toBeGreaterThan(0);
    const { debugging, quickFixes, durableFixes, links } = rule.advice;
    for (const steps of [debugging, quickFixes, durableFixes, links]) expect(steps.length).toBeGreaterThan(0);
    for (const link of links) expect(link.url).toMatch(/^https:\/\/\S+$/);
  });

  test.each(rule.fires.map((line) => [line]))("fires on %s", (line) => {
    const rules = findingsIn(line).map((finding) => finding.rule);
    const categories = rules.map((name) => name.split(".")[0]);
    // Several rules of a category may know a line; one of the category must speak.
    expect(categories).toContain(rule.category);
  });

  test("is the one that speaks for at least one of its lines", () => {
    const speaks = rule.fires.some((line) => findingsIn(line).some((finding) => finding.rule === id));
    expect(speaks).toBe(true);
  });

  test.each(rule.silent.map((line) => [line]))("is silent on %s", (line) => {
    const categories = findingsIn(line).map((finding) => finding.category);
    expect(categories).not.toContain(rule.category);
  });
});
