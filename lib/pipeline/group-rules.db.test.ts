import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog, groupRules, groups, ingestions, templates } from "#db/schema/index.ts";
import { database } from "#db/client.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { MAX_CONSTANT_VALUES, type GroupRule } from "#engine";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { getGroupRule, listGroupRules, removeGroupRule } from "#lib/data/group-rules.ts";
import { updateGroup } from "#lib/data/project-groups.ts";
import type { Scope } from "#lib/scope.ts";
import { beginRule } from "./apply-rule.ts";
import { tellStory } from "./detect.ts";
import { createGroupRule, tryGroupRule } from "./group-rules.ts";
import { groupEvents } from "./group.ts";
import { readSources } from "./read.ts";
import { startRun } from "./run.ts";
import { ingest, receiveFiles, runOf } from "./testing/ingest.ts";
import { applyRule, previewOf, removeRule, runOfRule, settle } from "./testing/rules.ts";

const logOf = (...messages: string[]) =>
  messages.map((message, i) => `2026-11-17T02:00:${String(i).padStart(2, "0")}Z ERROR ${message}`).join("\n");
const HOT = logOf("sensor alpha is hot", "sensor alpha is hot", "sensor beta is hot", "sensor gamma is cold");
const SENSOR: GroupRule = { kind: "variable", template: "sensor alpha is hot", position: 1 };
const STATUS: GroupRule = { kind: "constant", template: "request <*> answered with status <*>", position: 5 };
const requests = (...statuses: number[]) =>
  logOf(...statuses.map((status, i) => `request ${i} answered with status ${status}`));

/** The groups of the project's ingestions, oldest ingestion first: template → events. */
async function shown({ projectId }: Tenant): Promise<Record<string, number>[]> {
  const { rows } = await database().execute<{ id: string; template: string; count: number }>(sql`
    select i.id, g.template, ig.count from ingestion_groups ig join groups g on g.id = ig.group_id
    join ingestions i on i.id = ig.ingestion_id where i.project_id = ${projectId} order by i.id, g.template`);
  return [...Map.groupBy(rows, (row) => row.id).values()].map((some) =>
    Object.fromEntries(some.map(({ template, count }) => [template, count])),
  );
}
/** That, and everything else that rules may change, without ids. */
async function everything({ projectId }: Tenant) {
  const { rows } = await database().execute(sql`
    select i.id, g.fingerprint, g.template, g.state, ig.count, ig.members, ig.member_counts, i.groups, i.findings,
      i.story::text as story, (select string_agg(finding::text, E'\\n' order by f.id) from findings f where f.ingestion_id = i.id)
    from ingestion_groups ig join groups g on g.id = ig.group_id join ingestions i on i.id = ig.ingestion_id
    where i.project_id = ${projectId} order by i.id, g.fingerprint`);
  const standing = await database().execute(sql`
    select t.fingerprint, t.alias, t.decided, g.id from templates t join groups g on g.id = t.group_id
    where t.project_id = ${projectId} order by t.fingerprint`);
  return { rows, standing: standing.rows };
}
async function groupBy(template: string, { projectId }: Tenant) {
  const [row] = await database()
    .select()
    .from(groups)
    .where(sql`${groups.projectId} = ${projectId} and ${groups.template} = ${template}`);
  return row;
}
const fingerprints = async (tenant: Tenant, ...names: string[]) =>
  Promise.all(names.map(async (name) => (await groupBy(name, tenant))?.fingerprint ?? ""));

describe("a variable", () => {
  it("says what it would do, does that, and takes it back", async () => {
    const tenant = await makeTenant();
    await ingest(tenant.admin, { "a.log": HOT });
    await ingest(tenant.admin, { "b.log": logOf("sensor beta is hot", "something else") });
    const before = await everything(tenant);
    expect(await previewOf(tenant.member, SENSOR)).toEqual({
      groupsBefore: 2,
      groupsAfter: 1,
      eventsMoved: 2,
      values: null,
      changes: [
        {
          before: [
            expect.objectContaining({ template: "sensor alpha is hot", count: 2 }),
            expect.objectContaining({ template: "sensor beta is hot", count: 2 }),
          ],
          beforeMore: 0,
          after: [expect.objectContaining({ template: "sensor <*> is hot", count: 4 })],
          afterMore: 0,
        },
      ],
      changesMore: 0,
      refused: null,
    });
    expect(await everything(tenant)).toEqual(before);

    const rule = await applyRule(tenant.member, SENSOR);
    expect(rule).toMatchObject({
      status: "active",
      progress: null,
      createdBy: "Acme admin",
      preview: { eventsMoved: 2 },
    });
    expect(await shown(tenant)).toEqual([
      { "sensor <*> is hot": 3, "sensor gamma is cold": 1 },
      { "sensor <*> is hot": 1, "something else": 1 },
    ]);
    await removeRule(tenant.member, rule.id);
    expect((await listGroupRules(tenant.member, tenant)).items).toEqual([]);
    expect(await everything(tenant)).toEqual(before);
    const noted = await database().select().from(auditLog).where(eq(auditLog.orgId, tenant.orgId)).orderBy(auditLog.id);
    expect(noted.map(({ action }) => action)).toEqual(["group_rule.created", "group_rule.removed"]);
  });

  it("takes in lines that come later, at once", async () => {
    const tenant = await makeTenant();
    await ingest(tenant.admin, { "a.log": HOT });
    await applyRule(tenant.member, SENSOR);
    await ingest(tenant.admin, { "b.log": logOf("sensor omega is hot", "sensor gamma is cold") });
    expect((await shown(tenant))[1]).toEqual({ "sensor <*> is hot": 1, "sensor gamma is cold": 1 });
  });
});

describe("merge and split", () => {
  it("a merge goes on as the open group; the others sleep with their state and wake up with it", async () => {
    const tenant = await makeTenant();
    await ingest(tenant.admin, { "a.log": HOT });
    const busy = await groupBy("sensor alpha is hot", tenant);
    const at = { projectId: tenant.projectId, groupId: busy?.id ?? "" };
    await updateGroup(tenant.admin, { ...at, state: "resolved", note: "fan replaced" });
    const [a = "", b = ""] = await fingerprints(tenant, "sensor alpha is hot", "sensor gamma is cold");
    const rule = await applyRule(tenant.member, { kind: "merge", fingerprints: [a, b], into: a });
    const both = (await shown(tenant))[0];
    expect(both).toEqual({ "sensor alpha is hot": 3, "sensor beta is hot": 1 });
    const merged = await database().execute(sql`
      select g.state from ingestion_groups ig join groups g on g.id = ig.group_id
      where ig.project_id = ${tenant.projectId} and ig.count = 3`);
    expect(merged.rows).toEqual([{ state: "open" }]);
    await removeRule(tenant.member, rule.id);
    expect(await groupBy("sensor alpha is hot", tenant)).toMatchObject({
      id: busy?.id,
      state: "resolved",
      stateNote: "fan replaced",
    });
  });

  it("a split stays apart from late merges, also in later ingestions, and the rest keeps its group", async () => {
    const tenant = await makeTenant();
    const names = ["ada", "bob", "cyd", "dan", "eve"];
    const doors = (...some: string[]) => logOf(...some.map((name) => `session opened for user ${name} again`));
    await ingest(tenant.admin, { "a.log": doors(...names) });
    const whole = await groupBy("session opened for user <*> again", tenant);
    expect((await shown(tenant))[0]).toEqual({ "session opened for user <*> again": 5 });
    const rows = await database().select().from(templates).where(eq(templates.projectId, tenant.projectId));
    const fingerprint = rows.find(({ template }) => template.includes("ada"))?.fingerprint ?? "";
    expect(await previewOf(tenant.member, { kind: "split", fingerprint })).toMatchObject({
      groupsBefore: 1,
      groupsAfter: 2,
      eventsMoved: 1,
    });
    await applyRule(tenant.member, { kind: "split", fingerprint });
    await ingest(tenant.admin, { "b.log": doors("ada", "bob", "zoe") });
    expect(await shown(tenant)).toEqual([
      { "session opened for user <*> again": 4, "session opened for user ada again": 1 },
      { "session opened for user <*> again": 2, "session opened for user ada again": 1 },
    ]);
    expect((await groupBy("session opened for user <*> again", tenant))?.id).toBe(whole?.id);
  });
});

describe("a constant", () => {
  it("reads the lines again, keeps the value, and later ingestions do too", async () => {
    const tenant = await makeTenant();
    await ingest(tenant.admin, { "a.log": requests(500, 200, 500, 404) });
    await ingest(tenant.admin, { "other.log": HOT });
    const before = await everything(tenant);
    expect(await previewOf(tenant.member, STATUS)).toMatchObject({
      groupsBefore: 1,
      groupsAfter: 3,
      eventsMoved: 4,
      values: 3,
      refused: null,
    });
    const rule = await applyRule(tenant.member, STATUS);
    expect(rule).toMatchObject({ status: "active", preview: { values: 3 } });
    await ingest(tenant.admin, { "b.log": requests(200) });
    const kept = await shown(tenant);
    expect([kept[0], kept[2]]).toEqual([
      {
        "request <*> answered with status 200": 1,
        "request <*> answered with status 404": 1,
        "request <*> answered with status 500": 2,
      },
      { "request <*> answered with status 200": 1 },
    ]);
    // The other ingestion has no such line: it was not read again.
    const read = await database()
      .select()
      .from(ingestions)
      .where(eq(ingestions.projectId, tenant.projectId))
      .orderBy(ingestions.id);
    expect(read.map(({ constants }) => constants.length)).toEqual([1, 0, 1]);
    await removeRule(tenant.member, rule.id);
    const after = await shown(tenant);
    expect([after[0], after[2]]).toEqual([
      { "request <*> answered with status <*>": 4 },
      { "request <*> answered with status <*>": 1 },
    ]);
    expect(before.rows.length).toBe(4);
  });

  it("that comes while an ingestion is being read has it read again", async () => {
    const tenant = await makeTenant();
    const { id } = await receiveFiles(tenant.admin, { "a.log": requests(500, 200) });
    const run = await runOf(tenant.admin, id);
    await startRun(tenant.admin, run);
    await readSources(tenant.admin, run);
    const rule = await createGroupRule(tenant.member, { projectId: tenant.projectId, rule: STATUS });
    await groupEvents(tenant.admin, run);
    await tellStory(tenant.admin, run);
    expect(await shown(tenant)).toEqual([{ "request <*> answered with status <*>": 2 }]);
    await settle(tenant.admin, rule.id);
    expect(await shown(tenant)).toEqual([
      { "request <*> answered with status 200": 1, "request <*> answered with status 500": 1 },
    ]);
    expect(await getGroupRule(tenant.member, { ...tenant, ruleId: rule.id })).toMatchObject({ status: "active" });
  });

  it("is refused for too many values, by the trial and by the job", async () => {
    const tenant = await makeTenant();
    const many = MAX_CONSTANT_VALUES + 7;
    const lines = Array.from(
      { length: many },
      (_, i) => `2026-11-17T02:00:00Z ERROR request 1 answered with status ${i}`,
    );
    await ingest(tenant.admin, { "a.log": lines.join("\n") });
    const before = await everything(tenant);
    const refused = { refused: expect.stringContaining(`${many} different values`) as string, values: many };
    const { id } = await createGroupRule(tenant.member, { projectId: tenant.projectId, rule: STATUS });
    await settle(tenant.admin, id);
    expect(await getGroupRule(tenant.member, { ...tenant, ruleId: id })).toMatchObject({
      status: "failed",
      failure: refused.refused,
    });
    expect(await everything(tenant)).toEqual(before);
    expect(await previewOf(tenant.member, STATUS)).toMatchObject(refused);
    await expect(createGroupRule(tenant.member, { projectId: tenant.projectId, rule: STATUS })).rejects.toMatchObject({
      code: "unprocessable",
    });
  });

  it("leaves an ingestion whose bytes are gone as it is", async () => {
    const tenant = await makeTenant();
    const { id } = await ingest(tenant.admin, { "a.log": requests(500, 200) });
    await blobs().removeAll(blobKey.source(tenant.orgId, tenant.projectId, id, 0));
    expect(await applyRule(tenant.member, STATUS)).toMatchObject({ status: "active" });
    expect(await shown(tenant)).toEqual([{ "request <*> answered with status <*>": 2 }]);
  });
});

describe("the job", () => {
  it("ends what was begun when it is interrupted anywhere, and twice is harmless", async () => {
    const tenant = await makeTenant();
    for (const name of ["a", "b", "c"]) await ingest(tenant.admin, { [`${name}.log`]: HOT });
    const { id, progress } = await createGroupRule(tenant.member, { projectId: tenant.projectId, rule: SENSOR });
    expect(progress).toBeNull();
    await beginRule(tenant.admin, await runOfRule(tenant.admin, id));
    expect(await getGroupRule(tenant.member, { ...tenant, ruleId: id })).toMatchObject({
      status: "applying",
      progress: { done: 0, total: 3 },
    });
    // The worker dies here; the next one begins at the first step.
    await settle(tenant.admin, id);
    await settle(tenant.admin, id);
    expect(await getGroupRule(tenant.member, { ...tenant, ruleId: id })).toMatchObject({
      status: "active",
      progress: null,
    });
    expect(await shown(tenant)).toEqual(
      Array.from({ length: 3 }, () => ({ "sensor <*> is hot": 3, "sensor gamma is cold": 1 })),
    );
  });

  it("of a rule taken back meanwhile does nothing", async () => {
    const tenant = await makeTenant();
    await ingest(tenant.admin, { "a.log": HOT });
    const before = await everything(tenant);
    const { id } = await createGroupRule(tenant.member, { projectId: tenant.projectId, rule: SENSOR });
    const stale = await runOfRule(tenant.admin, id);
    await removeGroupRule(tenant.member, { ...tenant, ruleId: id });
    expect(await beginRule(tenant.admin, stale)).toEqual({ ingestions: 0 });
    await settle(tenant.admin, id);
    expect(await everything(tenant)).toEqual(before);
    expect(await database().select().from(groupRules).where(eq(groupRules.projectId, tenant.projectId))).toEqual([]);
  });
});

describe("what cannot be", () => {
  it.each<[string, GroupRule]>([
    ["a slow pattern", { kind: "regex", pattern: "(a+)+b" }],
    ["no such token", { kind: "variable", template: "sensor alpha is hot", position: 40 }],
    ["a single group", { kind: "merge", fingerprints: ["v1:1", "v1:1"], into: "v1:1" }],
  ])("%s is refused", async (_, rule) => {
    const { member, projectId } = await makeTenant();
    await expect(tryGroupRule(member, { projectId, rule })).rejects.toMatchObject({ code: "unprocessable" });
    await expect(createGroupRule(member, { projectId, rule })).rejects.toMatchObject({ code: "unprocessable" });
  });

  it("the same rule twice", async () => {
    const { member, projectId } = await makeTenant();
    const again = () => createGroupRule(member, { projectId, rule: SENSOR });
    await again();
    await expect(again()).rejects.toMatchObject({ code: "conflict" });
  });

  it("a stranger's", async () => {
    const [owner, stranger] = [await makeTenant(), await makeTenant()];
    await ingest(owner.admin, { "a.log": HOT });
    const { id: ruleId } = await createGroupRule(owner.member, { projectId: owner.projectId, rule: SENSOR });
    const at = { projectId: owner.projectId, ruleId };
    const calls: ((scope: Scope) => Promise<unknown>)[] = [
      (scope) => tryGroupRule(scope, { ...at, rule: SENSOR }),
      (scope) => createGroupRule(scope, { ...at, rule: SENSOR }),
    ];
    for (const call of calls) await expect(call(stranger.admin)).rejects.toMatchObject({ code: "not_found" });
  });
});
