import { beforeAll, describe, expect, it } from "vitest";
import { Facet, EventDetail, EventRow } from "#contracts/event.ts";
import { Finding } from "#contracts/finding.ts";
import { Group, GroupDetail, ProjectGroup } from "#contracts/group.ts";
import { Histogram, Ingestion, Overview } from "#contracts/ingestion.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import { countEvents, getEvent, listAround, listEvents } from "./events.ts";
import { listFacets } from "./facets.ts";
import { listFindings, updateFinding } from "./findings.ts";
import { getGroupSample } from "./group-sample.ts";
import { getGroup, listGroups } from "./groups.ts";
import { getHistogram } from "./histogram.ts";
import { getIngestion, listIngestions } from "./ingestions.ts";
import { getOverview } from "./overview.ts";
import { listProjectGroups, updateGroup } from "./project-groups.ts";

const SECONDS = 300;
const at = (second: number) => new Date(Date.UTC(2026, 10, 17, 23, 58) + second * 1000).toISOString();
const web = Array.from({ length: SECONDS }, (_, index) =>
  index % 30 === 29
    ? `${at(index)} ERROR [web] upstream timed out after ${index} ms while reading from Payments`
    : `${at(index)} INFO [web] GET /orders/${index} 200`,
);
const worker = Array.from({ length: 20 }, (_, index) =>
  JSON.stringify({
    time: at(index * 10),
    level: "warn",
    service: "worker",
    msg: `retry ${index}`,
    trace_id: `t${index % 2}`,
    queue: 'a"b',
  }),
);

let tenant: Tenant;
let input: { projectId: string; ingestionId: string };
beforeAll(async () => {
  tenant = await makeTenant();
  const done = await ingest(tenant.admin, {
    "web.log": `${web.join("\n")}\nno time here\n`,
    "worker.json": worker.join("\n"),
  });
  expect(done.status).toBe("done");
  input = { projectId: tenant.projectId, ingestionId: done.id };
});

const page = { sort: "seq" as const, direction: "asc" as const, limit: 500 };
const seqs = async (q: string) => {
  const { items } = await listEvents(tenant.member, { ...input, ...page, q });
  const { count } = await countEvents(tenant.member, { ...input, q });
  expect(count).toBe(items.length);
  return items.map(({ seq }) => seq);
};

describe("listEvents", () => {
  it.each([
    ["level:error", 10],
    ["level:error,warn", 30],
    ["-level:info,error", 20],
    ["source:worker.json", 20],
    ["-source:worker.json level:info", 290],
    ["service:worker", 20],
    ["trace:t1", 10],
    ['queue:"a\\"b"', 20],
    ["queue:nope", 0],
    ["PAYMENTS", 10],
    ['"timed out after 29 ms"', 1],
    ["-timed source:web.log", 290],
    ["seq:80..95", 16],
    ["seq:80,82-84", 4],
    ["since:23:59:00 until:23:59:09 source:web.log", 10],
    ["since:00:02:00 source:web.log", 60],
    ["100%", 0],
    ["_____", 0],
    ["level:error'; drop table events; --", 0],
  ])("%s", async (q, count) => {
    const found = await seqs(q).catch((error: unknown) => {
      if (q.includes("drop")) return [];
      throw error;
    });
    expect(found).toHaveLength(count);
  });

  it("refuses a query with an error and says where", async () => {
    await expect(seqs("level:loud")).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("no level") as string,
    });
  });

  it.each(["seq", "time"] as const)("pages by %s both ways without a gap or a double", async (sort) => {
    for (const direction of ["asc", "desc"] as const) {
      const all: number[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await listEvents(tenant.member, {
          ...input,
          q: "",
          sort,
          direction,
          limit: 37,
          cursor,
        });
        for (const item of items) expect(EventRow.parse(item)).toEqual(item);
        all.push(...items.map(({ seq }) => seq));
        cursor = nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(all).size).toBe(all.length);
      expect(all).toHaveLength(320);
    }
  });

  it("begins at a seq", async () => {
    const { items } = await listEvents(tenant.member, { ...input, ...page, q: "", from: 100, limit: 3 });
    expect(items.map(({ seq }) => seq)).toEqual([100, 101, 102]);
  });

  it("filters by a group's id", async () => {
    const { items } = await listGroups(tenant.member, { ...input, sort: "level", direction: "desc", limit: 1 });
    expect(await seqs(`group:${items[0]?.id}`)).toHaveLength(items[0]?.count ?? 0);
    expect(await seqs("group:x")).toEqual([]);
  });
});

describe("one event", () => {
  it("has its raw bytes and its surroundings", async () => {
    const detail = await getEvent(tenant.member, { ...input, seq: 30 });
    expect(EventDetail.parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({ raw: web[29], rawCut: false, line: 30, level: "error" });
    const { items } = await listAround(tenant.member, { ...input, seq: 30, lines: 2 });
    expect(items.map(({ seq }) => seq)).toEqual([28, 29, 30, 31, 32]);
  });

  it("is not found beyond the last", async () => {
    await expect(getEvent(tenant.member, { ...input, seq: 999 })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("listFacets", () => {
  const facets = async (q: string) => {
    const { items } = await listFacets(tenant.member, { ...input, q });
    for (const item of items) expect(Facet.parse(item)).toEqual(item);
    return Object.fromEntries(
      items.map(({ facet, values }) => [facet, Object.fromEntries(values.map(({ label, count }) => [label, count]))]),
    );
  };
  it("counts every value", async () => {
    const { level, source } = await facets("");
    expect(level).toEqual({ info: 290, error: 10, warn: 20 });
    expect(source).toEqual({ "web.log": 300, "worker.json": 20 });
  });
  it("ignores a facet's own terms and obeys the others", async () => {
    const { level, source } = await facets("level:error source:web.log");
    expect(level).toEqual({ info: 290, error: 10 });
    expect(source).toEqual({ "web.log": 10 });
  });
});

describe("getHistogram", () => {
  const sumOf = async (q: string) => {
    const histogram = await getHistogram(tenant.member, { ...input, q, bins: 50 });
    expect(Histogram.parse(histogram)).toEqual(histogram);
    expect(histogram.axis.bins).toBeLessThanOrEqual(50);
    for (const bins of Object.values(histogram.levels))
      for (const [bin] of bins) expect(bin).toBeLessThan(histogram.axis.bins);
    return Object.fromEntries(
      Object.entries(histogram.levels).map(([level, bins]) => [level, bins.reduce((sum, [, count]) => sum + count, 0)]),
    );
  };
  it.each(["", "-nothing"])("counts all dated events of %j", async (q) =>
    expect(await sumOf(q)).toEqual({ info: 290, error: 10, warn: 20 }),
  );
  it("zooms to a time range", async () => {
    const histogram = await getHistogram(tenant.member, { ...input, q: "since:23:59:00 until:23:59:09", bins: 50 });
    expect(histogram.axis.binMs).toBeLessThanOrEqual(500);
  });
});

describe("groups and findings", () => {
  it("answers in the shapes of the contract", async () => {
    const { items, total } = await listGroups(tenant.member, {
      ...input,
      sort: "count",
      direction: "desc",
      limit: 100,
    });
    expect(items).toHaveLength(total);
    expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(320);
    expect(items.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    for (const item of items) {
      expect(Group.parse(item)).toEqual(item);
      const detail = await getGroup(tenant.member, { ...input, groupId: item.id });
      expect(GroupDetail.parse(detail)).toEqual(detail);
      expect(detail.members.length).toBeGreaterThan(0);
    }
    const overview = await getOverview(tenant.member, input);
    expect(overview).toMatchObject(Overview.parse(overview));
    expect(Ingestion.parse(await getIngestion(tenant.key, input))).toMatchObject({
      worst: overview.findings[0]?.severity ?? null,
    });
    const { items: all } = await listIngestions(tenant.member, { ...input, limit: 10, filter: "web" });
    expect(all).toHaveLength(1);
  });

  it.each(["count", "first", "last", "level"] as const)("pages groups by %s", async (sort) => {
    for (const direction of ["asc", "desc"] as const) {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await listGroups(tenant.member, { ...input, sort, direction, limit: 1, cursor });
        ids.push(...items.map(({ id }) => id));
        cursor = nextCursor ?? undefined;
      } while (cursor !== undefined);
      const { total } = await listGroups(tenant.member, { ...input, sort, direction, limit: 1 });
      expect(new Set(ids).size).toBe(total);
    }
  });

  it("filters groups", async () => {
    const list = (more: object) =>
      listGroups(tenant.member, { ...input, sort: "count", direction: "desc", limit: 100, ...more });
    expect((await list({ level: "error" })).items.map(({ level }) => level)).toContain("error");
    expect((await list({ text: "upstream" })).total).toBe(1);
    expect((await list({ service: "worker" })).items.every(({ services }) => "worker" in services)).toBe(true);
    expect((await list({ recurrence: "seen before" })).total).toBe(0);
  });

  it("knows what was seen before, and what came back after it was resolved", async () => {
    const own = await makeTenant();
    const first = await ingest(own.admin, { "web.log": web.join("\n") });
    const { items: known } = await listProjectGroups(own.member, { projectId: own.projectId, limit: 10 });
    for (const item of known) expect(ProjectGroup.parse(item)).toEqual(item);
    const group = known.find(({ level }) => level === "error");
    const decided = {
      projectId: own.projectId,
      groupId: group?.id ?? "",
      state: "resolved" as const,
      note: "deployed",
      release: "2.4.1",
    };
    const decision = { note: "deployed", release: "2.4.1", until: null, by: own.member.actor.name };
    expect(await updateGroup(own.member, decided)).toMatchObject({ state: "resolved", decision });

    const second = await ingest(own.admin, { "web.log": web.join("\n") });
    const list = {
      projectId: own.projectId,
      ingestionId: second.id,
      sort: "level" as const,
      direction: "desc" as const,
      limit: 10,
    };
    const { items } = await listGroups(own.member, list);
    expect(items[0]).toMatchObject({
      recurrence: "regressed",
      state: "open",
      decision,
      seenBefore: { ingestionId: first.id, ingestions: 1 },
    });
    expect(items.at(-1)).toMatchObject({ recurrence: "seen before" });
    expect((await listGroups(own.member, { ...list, recurrence: "regressed" })).total).toBe(1);
    const before = await listGroups(own.member, { ...list, ingestionId: first.id });
    expect(before.items.map(({ recurrence }) => recurrence)).not.toContain("seen before");
  });

  it("samples the messages of a group evenly", async () => {
    const own = await makeTenant();
    const count = 2500;
    const lines = Array.from({ length: count }, (_, i) => `${at(i)} INFO [web] served in ${i} ms`);
    const { id: ingestionId } = await ingest(own.admin, { "web.log": lines.join("\n") });
    const of = { projectId: own.projectId, ingestionId };
    const { items } = await listGroups(own.member, { ...of, sort: "count", direction: "desc", limit: 1 });
    const sample = await getGroupSample(own.member, { ...of, groupId: items[0]?.id ?? "" });
    expect(sample.total).toBe(count);
    expect(sample.items.length).toBeGreaterThan(700);
    expect(sample.items.length).toBeLessThanOrEqual(1000);
    expect(sample.items.at(-1)?.seq).toBeGreaterThan(count - 5);
    expect(sample.items[0]).toMatchObject({ message: expect.stringMatching(/^served in \d ms$/) as string });
  });

  it("ignores a group for a time, or for good", async () => {
    const own = await makeTenant();
    const { id: ingestionId } = await ingest(own.admin, { "web.log": web.join("\n") });
    const at = { projectId: own.projectId, ingestionId };
    const { items } = await listGroups(own.member, { ...at, sort: "level", direction: "desc", limit: 1 });
    const groupId = items[0]?.id ?? "";
    const ignore = (until: string | null) =>
      updateGroup(own.member, { ...at, groupId, state: "ignored", note: "known", until });
    for (const until of ["2999-01-01T00:00:00.000Z", null]) {
      expect(await ignore(until)).toMatchObject({ state: "ignored", decision: { note: "known", until } });
      expect(await getGroup(own.member, { ...at, groupId })).toMatchObject({ state: "ignored" });
    }
    expect(await ignore("2020-01-01T00:00:00.000Z")).toMatchObject({ state: "open" });
    expect(await getGroup(own.member, { ...at, groupId })).toMatchObject({ state: "open" });
  });

  it("keeps a decision about a finding", async () => {
    const { items } = await listFindings(tenant.member, input);
    const [finding] = items;
    expect(items).toMatchObject(Finding.array().parse(items));
    const dismissed = await updateFinding(tenant.member, {
      ...input,
      findingId: finding?.id ?? "",
      state: "dismissed",
      reason: "known",
    });
    expect(dismissed).toMatchObject({ state: "dismissed", stateReason: "known", stateBy: "Acme admin" });
  });
});
