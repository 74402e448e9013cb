import { afterAll, describe, expect, it } from "vitest";
import { database } from "#db/client.ts";
import { findings, ingestionGroups } from "#db/schema/index.ts";
import { makeTenant } from "#db/testing/database.ts";
import { startFakeModel, type FakeReply } from "#lib/llm/testing/fake-model.ts";
import { newId } from "#lib/ids.ts";
import { eq } from "drizzle-orm";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import { askModel, getExplanation } from "./explanations.ts";

let reply: FakeReply = "drop";
const fake = await startFakeModel(() => reply);
afterAll(() => fake.close());
process.env.AI_BASE_URL = `${fake.url}/v1`;
process.env.AI_MODEL = "tiny";

const LOG = Array.from(
  { length: 30 },
  (_, n) =>
    `2026-11-17T02:00:${String(n).padStart(2, "0")}Z FATAL api: java.lang.OutOfMemoryError: Java heap space for ann@example.com`,
).join("\n");
const sections = { meaning: [], flagged: [], impact: [], debugging: [], quickFixes: [], durableFixes: [] };
const answer = (text: string, citations: number[]): FakeReply => ({
  content: JSON.stringify({ ...sections, meaning: [{ text, citations }] }),
});

async function subjects() {
  const tenant = await makeTenant();
  const { id: ingestionId } = await ingest(tenant.admin, { "api.log": LOG });
  const at = { projectId: tenant.projectId, ingestionId };
  const [group] = await database().select().from(ingestionGroups).where(eq(ingestionGroups.ingestionId, ingestionId));
  const [finding] = await database().select().from(findings).where(eq(findings.ingestionId, ingestionId));
  return {
    ...tenant,
    group: { ...at, subject: "group" as const, ref: group?.groupId ?? "" },
    finding: { ...at, subject: "finding" as const, ref: finding?.id ?? "" },
  };
}

describe("explanations", () => {
  it("are built in for groups and findings, with every section", async () => {
    const { member, group, finding } = await subjects();
    for (const subject of [group, finding]) {
      const { builtIn, model, provider } = await getExplanation(member, subject);
      const { evidence, ...filled } = builtIn;
      for (const claims of Object.values(filled)) expect(claims.length).toBeGreaterThan(0);
      expect(evidence.length).toBeGreaterThan(0);
      expect(model).toBeNull();
      expect(provider).toEqual({ name: new URL(fake.url).host, model: "tiny" });
    }
  });

  it("are asked of the model once for the same evidence, checked and kept", async () => {
    const { member, finding } = await subjects();
    reply = answer("The heap `Java heap space for ‹email-1›` is full 30 times [1].", [1]);
    const before = fake.requests.length;
    const first = await askModel(member, finding);
    expect(first.model).toMatchObject({ cached: false, supported: 1, unsupported: 0, model: "tiny" });
    expect(first.model?.explanation.meaning[0]?.text).toContain("ann@example.com");
    reply = answer("Something else", []);
    expect((await askModel(member, finding)).model).toMatchObject({ cached: true, supported: 1 });
    expect((await getExplanation(member, finding)).model).toMatchObject({ cached: true, supported: 1 });
    expect(fake.requests.length - before).toBe(1);
    expect(JSON.stringify(fake.requests.at(-1)?.body)).not.toContain("ann@example.com");
  });

  it("show what a model made up as not supported", async () => {
    const { member, group } = await subjects();
    reply = answer("The disk `sda1` is full [9999].", [9999]);
    const { model } = await askModel(member, group);
    expect(model).toMatchObject({ supported: 0, unsupported: 1 });
    expect(model?.explanation.meaning[0]?.reason).toMatch(/9999/);
  });

  it("keep the built-in one and store nothing when the model fails", async () => {
    const { member, group } = await subjects();
    reply = "drop";
    await expect(askModel(member, group)).rejects.toMatchObject({ code: "upstream" });
    expect((await getExplanation(member, group)).model).toBeNull();
  });

  it("of another tenant, or of nothing, are not found", async () => {
    const [mine, theirs] = [await subjects(), await subjects()];
    for (const subject of [
      theirs.group,
      theirs.finding,
      { ...mine.group, ref: newId() },
      { ...mine.group, ref: "x" },
      { ...mine.finding, ref: "x" },
    ]) {
      await expect(getExplanation(mine.member, subject)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
