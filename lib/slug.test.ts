import { expect, it } from "vitest";
import { Slug } from "#contracts/organization.ts";
import { firstFreeSlug, slugOf } from "./slug.ts";
import * as fc from "fast-check";

it.each([
  ["Acme Inc.", "acme-inc"],
  ["Ångström & Söhne GmbH", "angstrom-sohne-gmbh"],
  ["日本", "team"],
  ["Ann's team", "anns-team"],
  ["Settings", "settings-team"],
  ["sign in", "sign-in-team"],
  ["--- a", "a"],
])("makes of %j the slug %j", (name, slug) => {
  expect(slugOf(name, "team")).toBe(slug);
});

// Quicker than fast-check's own, which builds a table of all of Unicode first
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

it("always makes a slug", () => {
  fc.assert(fc.property(anyText, (name) => Slug.safeParse(slugOf(name, "team")).success));
});

it("counts on until one is free, then leaves it to chance", async () => {
  const taken = new Set(["a", "a-2"]);
  const take = (slug: string) => Promise.resolve(taken.has(slug) ? null : slug);
  expect(await firstFreeSlug("a", () => "x", take)).toBe("a-3");
  for (const number of [3, 4, 5]) taken.add(`a-${number}`);
  expect(await firstFreeSlug("a", () => "x7", take)).toBe("a-x7");
});
