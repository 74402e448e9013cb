import { beforeAll, describe, expect, it } from "vitest";
import { Comparison } from "#contracts/comparison.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import { getComparison } from "./comparison.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 17, 2) + second * 1000).toISOString();
const steady = (from: number) => Array.from({ length: 200 }, (_, i) => `${at(from + i)} INFO request ${i} served`);
const lines = (from: number, count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => `${at(from + i)} ${text(i)}`);

const BEFORE = [
  ...steady(0),
  ...lines(0, 4, (i) => `WARN retry ${i} of call`),
  ...lines(0, 9, (i) => `INFO cache entry ${i} warmed`),
  `${at(1)} INFO pool ready pool_size=50`,
];
const AFTER = [
  ...steady(1000),
  ...lines(1000, 90, (i) => `WARN retry ${i} of call`),
  `${at(1001)} INFO pool ready pool_size=5`,
  `${at(1002)} ERROR no worker left`,
];

let tenant: Tenant;
let before: string;
let after: string;
beforeAll(async () => {
  tenant = await makeTenant();
  before = (await ingest(tenant.admin, { "app.log": BEFORE.join("\n") }, { name: "monday" })).id;
  await ingest(
    tenant.admin,
    { "other.log": "2026-11-17T02:00:00Z INFO something else\n" },
    { name: "another service" },
  );
  after = (await ingest(tenant.admin, { "app.log": AFTER.join("\n") }, { name: "tuesday" })).id;
});

const compare = async (input: Partial<Parameters<typeof getComparison>[1]>) => {
  const found = await getComparison(tenant.member, { projectId: tenant.projectId, after, ...input });
  expect(Comparison.parse(found)).toEqual(found);
  return {
    before: found.before?.ingestion,
    new: found.new.map(({ template }) => template),
    gone: found.gone.map(({ template }) => template),
    up: found.up.map(({ group, before: was, after: is }) => [group.template, was, is]),
    shifted: found.shifted.map((shift) => [shift.key, shift.before.top[0]?.[0], shift.after.top[0]?.[0]]),
  };
};

const DIFFERENT = {
  new: ["no worker left"],
  gone: ["cache entry <*> warmed"],
  up: [["retry <*> of call", 4, 90]],
  shifted: [["pool_size", "50", "5"]],
};

describe("what is different", () => {
  it("between two ingestions", async () => {
    expect(await compare({ before })).toEqual({ before: "monday", ...DIFFERENT });
  });

  it("from last time: the latest earlier one with a file of that name", async () => {
    expect(await compare({})).toEqual({ before: "monday", ...DIFFERENT });
  });

  it("between two time ranges, here of two ingestions", async () => {
    const ranges = { beforeFrom: at(0), beforeUntil: at(199), afterFrom: at(1000), afterUntil: at(1199) };
    expect(await compare({ before, ...ranges })).toEqual({ before: "monday", ...DIFFERENT });
  });

  it("between two halves of one ingestion", async () => {
    const found = await compare({ before: after, beforeUntil: at(1089), afterFrom: at(1090) });
    expect(found.gone).toEqual(["no worker left", "retry <*> of call"]);
  });

  it("is nothing where there is no earlier one", async () => {
    expect(await compare({ after: before })).toEqual({ before: undefined, new: [], gone: [], up: [], shifted: [] });
  });
});
