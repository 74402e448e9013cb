import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "#db/client.ts";
import {
  findings as findingsTable,
  ingestions,
  memberships,
  suppressions as suppressionsTable,
  users,
} from "#db/schema/index.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { newId } from "#lib/ids.ts";
import { RULE_TEMPLATES } from "#contracts/rule-templates.ts";
import { listAudit } from "#lib/data/audit.ts";
import { setClocks } from "#lib/data/clocks.ts";
import { getExplanation } from "#lib/data/explanations.ts";
import { listFindings } from "#lib/data/findings.ts";
import { getIngestion, retryIngestion } from "#lib/data/ingestions.ts";
import { getOverview } from "#lib/data/overview.ts";
import { draftReport } from "#lib/data/reports.ts";
import { createRule, listRules, removeRule, updateRule } from "#lib/data/rules.ts";
import { createSuppression, listSuppressions, removeSuppression, updateSuppression } from "#lib/data/suppressions.ts";
import { getTrial, tryRule } from "#lib/data/trials.ts";
import { sweepStories } from "#jobs/functions/sweep-stories.ts";
import { tellStoryAgain } from "#jobs/functions/tell-story-again.ts";
import { analyse, ingest, runOf } from "./testing/ingest.ts";
import { loadDigest, saveDigest } from "./stored-digest.ts";
import { tryOnStored } from "./try-rule.ts";

const LITERAL = RULE_TEMPLATES.find(({ kind }) => kind === "literal")?.text ?? "";
const RULE_ID = "dependency_failure.our_literal";

const at = (second: number) => new Date(Date.UTC(2026, 10, 17, 2) + second * 1000).toISOString();
const quiet = (count: number, service = "web") =>
  Array.from({ length: count }, (_, index) => `${at(index)} INFO ${service}: served /cart/${index}`);
const refusals = (...seconds: number[]) =>
  seconds.map((second) => `${at(second)} ERROR shop: warehouse refused order ${second}`);
const full = (...seconds: number[]) =>
  seconds.map((second) => `${at(second)} ERROR batch: write failed: No space left on device`);
const log = (...parts: string[][]) => `${parts.flat().toSorted().join("\n")}\n`;

const projectOf = ({ projectId }: Tenant) => ({ projectId });
const tellAgain = ({ orgId, projectId }: Tenant) =>
  tellStoryAgain.run({ data: { orgId, projectId }, step: { run: (_, work) => work() } });

describe("a rule of a project", () => {
  it("speaks in new ingestions, with its own advice, and is counted", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const here = projectOf(tenant);
    const before = await ingest(admin, { "app.log": log(quiet(200), refusals(30, 31)) });
    expect((await listFindings(admin, { ...here, ingestionId: before.id })).items).toEqual([]);
    const rule = await createRule(admin, { ...here, text: LITERAL });
    expect(rule).toMatchObject({
      ruleId: RULE_ID,
      enabled: true,
      version: 1,
      fired: { ingestions: 0, of: 1, events: 0, last: null },
    });
    const after = await ingest(admin, { "app.log": log(quiet(200), refusals(30, 31)) });
    const { items } = await listFindings(admin, { ...here, ingestionId: after.id });
    expect(items).toMatchObject([{ rule: RULE_ID, severity: "high", count: 2, services: ["shop"] }]);
    expect(after).toMatchObject({ findings: 1, worst: "high" });
    const { story } = await getOverview(admin, { ...here, ingestionId: after.id });
    expect(story?.marks.some(({ kind, title }) => kind === "onset" && title.includes("warehouse"))).toBe(true);
    const said = await getExplanation(admin, {
      ...here,
      ingestionId: after.id,
      subject: "finding",
      ref: items[0]?.id ?? "",
    });
    expect(JSON.stringify(said)).toContain("Ask the warehouse's status page.");
    const report = await draftReport(admin, { ...here, ingestionId: after.id });
    expect(JSON.stringify(report)).toContain("Queue orders, so that a refusal delays and loses nothing.");
    const { items: rules } = await listRules(admin, here);
    expect(rules[0]?.fired).toMatchObject({ ingestions: 1, of: 2, events: 2, last: { ingestionId: after.id } });
  });

  it("is used by an ingestion that is run again, and not when it is off or gone", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const here = projectOf(tenant);
    const { id: ingestionId } = await ingest(admin, { "app.log": log(quiet(200), refusals(30)) });
    const again = async () => {
      await retryIngestion(admin, { ...here, ingestionId });
      await analyse(admin, ingestionId);
      return (await listFindings(admin, { ...here, ingestionId })).items.map(({ rule }) => rule);
    };
    const { id } = await createRule(admin, { ...here, text: LITERAL });
    expect(await again()).toEqual([RULE_ID]);
    expect((await updateRule(admin, { ...here, id, enabled: false })).enabled).toBe(false);
    expect(await again()).toEqual([]);
    await updateRule(admin, { ...here, id, enabled: true, text: LITERAL.replace("our_literal", "warehouse") });
    expect(await again()).toEqual(["dependency_failure.warehouse"]);
    await removeRule(admin, { ...here, id });
    expect(await again()).toEqual([]);
    const actions = (await listAudit(admin, { limit: 10 })).items.map(({ action }) => action);
    expect(actions).toEqual(["rule.deleted", "rule.changed", "rule.disabled", "rule.created"]);
  });

  it("is refused unless its samples pass, and when there is one of its id", async () => {
    const tenant = await makeTenant();
    const here = projectOf(tenant);
    const broken = LITERAL.replace("ERROR shop: warehouse refused", "ERROR shop: warehouse took");
    await expect(createRule(tenant.admin, { ...here, text: broken })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(/^Line 9, column 5: does not fire on/) as string,
    });
    await createRule(tenant.admin, { ...here, text: LITERAL });
    await expect(createRule(tenant.admin, { ...here, text: LITERAL })).rejects.toMatchObject({ code: "conflict" });
  });

  it("is tried on stored ingestions, with the lines, and only on the beginning of large ones", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const here = projectOf(tenant);
    const first = await ingest(
      admin,
      { "web.log": log(quiet(100)), "app.log": log(quiet(100), refusals(30, 31, 90)) },
      { name: "one" },
    );
    await ingest(admin, { "app.log": log(quiet(100)) }, { name: "two" });
    const { id: trialId, status } = await tryRule(admin, { ...here, text: LITERAL });
    expect(status).toBe("queued");
    await tryOnStored(admin, trialId);
    const { items } = { items: (await getTrial(admin, { ...here, trialId })).results };
    expect(items).toMatchObject([
      { ingestion: "two", findings: 0, events: 0, seqs: [], whole: true },
      { ingestion: "one", ingestionId: first.id, findings: 1, events: 3, seqs: [131, 133, 193], whole: true },
    ]);
    await tryOnStored(admin, trialId, 4000);
    const trial = await getTrial(admin, { ...here, trialId });
    expect(trial).toMatchObject({ status: "done", total: 2 });
    expect(trial.results.map(({ whole }) => whole)).toEqual([false, false]);
    expect(await listRules(admin, here)).toEqual({ items: [] });
  });
});

describe("a suppression", () => {
  async function makeHidden(tenant: Tenant, scope: "rule" | "service" | "group" = "rule", days: number | null = 30) {
    const { admin } = tenant;
    const here = projectOf(tenant);
    const { id: ingestionId } = await ingest(admin, { "app.log": log(quiet(300), full(60, 61, 62, 63)) });
    const { items } = await listFindings(admin, { ...here, ingestionId });
    const hide = {
      ...here,
      ingestionId,
      findingId: items[0]?.id ?? "",
      scope,
      reason: "the disk of batch is watched",
      days,
    };
    const suppression = await createSuppression(admin, hide);
    await tellAgain(tenant);
    return { ...here, ingestionId, suppression, hide };
  }

  it("hides a finding here and in later ingestions: in the counts, the story and the report, not in the list", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const { ingestionId, projectId, suppression } = await makeHidden(tenant);
    expect(suppression).toMatchObject({ owner: "Acme admin", expired: false, reason: "the disk of batch is watched" });
    const later = await ingest(admin, { "app.log": log(quiet(300), full(100, 101)) });
    for (const id of [ingestionId, later.id]) {
      const where = { projectId, ingestionId: id };
      expect(await getIngestion(admin, where)).toMatchObject({ findings: 0, worst: null, outdated: false });
      const { findings, story } = await getOverview(admin, where);
      expect(findings).toMatchObject([
        { rule: "disk_full.no_space", suppression: { id: suppression.id, owner: "Acme admin" } },
      ]);
      expect(story).toMatchObject({ incident: false, firstDomino: null, onsets: [] });
      expect(JSON.stringify(await draftReport(admin, where))).not.toContain("No space left");
      const about = { ...where, subject: "finding" as const, ref: findings[0]?.id ?? "" };
      expect(JSON.stringify(await getExplanation(admin, about))).toContain("No space left");
    }
    const { items } = await listSuppressions(admin, { projectId });
    expect(items[0]?.hid).toMatchObject({ ingestions: 2, events: 6, lastAt: later.createdAt });
  });

  it.each(["service", "group"] as const)("may reach one %s only", async (reach) => {
    const tenant = await makeTenant();
    const { projectId, suppression } = await makeHidden(tenant, reach);
    expect(suppression).toMatchObject(reach === "service" ? { service: "batch", group: null } : { service: null });
    if (reach === "group") expect(suppression.group).toContain("No space left on device");
    const other = await ingest(tenant.admin, {
      "app.log": log(quiet(300), [`${at(50)} ERROR mail: cannot write spool: no space left on device (errno 28)`]),
    });
    const { items } = await listFindings(tenant.admin, { projectId, ingestionId: other.id });
    expect(items).toMatchObject([{ services: ["mail"], suppression: null }]);
  });

  it("shows and counts again what it hid when it is removed", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const { ingestionId, projectId, suppression } = await makeHidden(tenant);
    await removeSuppression(admin, { projectId, suppressionId: suppression.id });
    await tellAgain(tenant);
    expect(await getIngestion(admin, { projectId, ingestionId })).toMatchObject({ findings: 1, worst: "critical" });
    const { story, findings } = await getOverview(admin, { projectId, ingestionId });
    expect(findings[0]?.suppression).toBeNull();
    expect(story?.onsets).toHaveLength(1);
    const actions = (await listAudit(admin, { limit: 10 })).items.map(({ action }) => action);
    expect(actions).toEqual(["suppression.removed", "suppression.created"]);
  });

  it("hides and shows again what another version of the engine has found, whose story stays", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const { id: ingestionId } = await ingest(admin, { "app.log": log(quiet(300), full(60, 61, 62, 63)) });
    const where = { ...projectOf(tenant), ingestionId };
    await saveDigest(admin, ingestionId, { ...(await loadDigest(admin, ingestionId)), engineVersion: 0 });
    const findingId = (await listFindings(admin, where)).items[0]?.id ?? "";
    const hide = { ...where, findingId, scope: "rule" as const, reason: "known", days: null };
    const { id: suppressionId } = await createSuppression(admin, hide);
    await tellAgain(tenant);
    expect(await getIngestion(admin, where)).toMatchObject({ findings: 0, worst: null, outdated: false });
    expect((await getOverview(admin, where)).story?.onsets).toHaveLength(1);
    await removeSuppression(admin, { ...where, suppressionId });
    await tellAgain(tenant);
    expect(await getIngestion(admin, where)).toMatchObject({ findings: 1, worst: "critical" });
  });

  it("acts no more once it has expired, and may be renewed", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const { ingestionId, projectId, suppression, hide } = await makeHidden(tenant);
    await database()
      .update(suppressionsTable)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(suppressionsTable.id, suppression.id));
    expect((await listFindings(admin, { projectId, ingestionId })).items[0]?.suppression).toBeNull();
    expect((await listSuppressions(admin, { projectId })).items).toMatchObject([{ expired: true }]);
    const later = await ingest(admin, { "app.log": log(quiet(300), full(100)) });
    expect(later).toMatchObject({ findings: 1, worst: "critical" });
    await sweepStories.run();
    expect(await getIngestion(admin, { projectId, ingestionId })).toMatchObject({ outdated: true });
    await tellAgain(tenant);
    expect(await getIngestion(admin, { projectId, ingestionId })).toMatchObject({ findings: 1, outdated: false });
    expect(await createSuppression(admin, { ...hide, days: null })).toMatchObject({ expiresAt: null, expired: false });
    expect((await listSuppressions(admin, { projectId })).items).toHaveLength(1);
  });

  it("is extended, handed over, and made once", async () => {
    const tenant = await makeTenant();
    const { admin, orgId } = tenant;
    const { projectId, suppression, hide } = await makeHidden(tenant);
    await expect(createSuppression(admin, hide)).rejects.toMatchObject({ code: "conflict" });
    const bo = newId();
    const one = { projectId, suppressionId: suppression.id };
    await database()
      .insert(users)
      .values({ id: bo, email: `${bo}@example.com`, name: "Bo Lund" });
    await expect(updateSuppression(admin, { ...one, ownerId: bo })).rejects.toMatchObject({ code: "invalid" });
    await database().insert(memberships).values({ orgId, userId: bo, role: "member" });
    expect(await updateSuppression(admin, { ...one, ownerId: bo, days: null })).toMatchObject({
      owner: "Bo Lund",
      expiresAt: null,
    });
    await database().delete(memberships).where(eq(memberships.userId, bo));
    expect((await listSuppressions(admin, { projectId })).items[0]?.owner).toBeNull();
  });

  it("goes with its project", async () => {
    const tenant = await makeTenant();
    const { ingestionId } = await makeHidden(tenant);
    await database().execute(sql`delete from projects where id = ${tenant.projectId}::uuid`);
    const left = await database().select().from(findingsTable).where(eq(findingsTable.ingestionId, ingestionId));
    expect(left).toEqual([]);
  });
});

describe("clocks", () => {
  const shop = Array.from(
    { length: 40 },
    (_, index) => `${at(100 + index)} ERROR shop: stock answered 503 Service Unavailable`,
  );
  const files = {
    "shop.log": log(quiet(300, "shop"), shop),
    "stock.log": log(
      Array.from({ length: 300 }, (_, index) => `${at(index + 200)} INFO stock: took /take/${index}`),
      Array.from({ length: 40 }, (_, index) => `${at(285 + index)} ERROR stock: write failed: No space left on device`),
    ),
  };

  it("are set by two lines that are the same moment; the story is told again, and taken back", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const { id: ingestionId } = await ingest(admin, files);
    const where = { ...projectOf(tenant), ingestionId };
    const order = async () => (await getOverview(admin, where)).story?.order.map(({ service }) => service);
    expect(await order()).toEqual(["shop", "stock"]);
    // The first line of stock.log, 200 s after the first of shop.log.
    const set = await setClocks(admin, { ...where, marks: [{ seq: 341, sameAs: 1 }] });
    expect(set).toMatchObject({
      outdated: true,
      clocks: [{ seq: 341, source: "stock.log", sameAs: 1, than: "shop.log", aheadMs: 200_000 }],
    });
    await tellAgain(tenant);
    expect(await order()).toEqual(["stock", "shop"]);
    expect((await getOverview(admin, where)).story?.skew).toEqual([
      { source: "stock.log", skewMs: 200_000, pairs: 0, set: true },
    ]);
    await setClocks(admin, { ...where, marks: [] });
    await tellAgain(tenant);
    expect(await order()).toEqual(["shop", "stock"]);
    expect(await getIngestion(admin, where)).toMatchObject({ clocks: [], outdated: false });
  });

  it("stay through a run from the stored bytes", async () => {
    const tenant = await makeTenant();
    const { admin } = tenant;
    const { id: ingestionId } = await ingest(admin, files);
    const where = { ...projectOf(tenant), ingestionId };
    await setClocks(admin, { ...where, marks: [{ seq: 341, sameAs: 1 }] });
    await retryIngestion(admin, where);
    await analyse(admin, ingestionId);
    expect((await getOverview(admin, where)).story?.order[0]?.service).toBe("stock");
    expect((await runOf(admin, ingestionId)).ingestionId).toBe(ingestionId);
    const [row] = await database()
      .select({ outdated: ingestions.outdated })
      .from(ingestions)
      .where(eq(ingestions.id, ingestionId));
    expect(row?.outdated).toBeNull();
  });

  it.each([
    ["a line that is not there", [{ seq: 99_999, sameAs: 1 }], /no line \[99999\]/],
    ["two lines of one file", [{ seq: 2, sameAs: 1 }], /same file/],
    [
      "one file twice",
      [
        { seq: 341, sameAs: 1 },
        { seq: 342, sameAs: 2 },
      ],
      /set twice/,
    ],
  ])("are not set by %s", async (_, marks, message) => {
    const tenant = await makeTenant();
    const { id: ingestionId } = await ingest(tenant.admin, files);
    await expect(setClocks(tenant.admin, { ...projectOf(tenant), ingestionId, marks })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(message) as string,
    });
  });
});
