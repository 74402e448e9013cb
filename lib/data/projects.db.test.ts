import { existsSync } from "node:fs";
import path from "node:path";
import { getTableColumns, getTableName, is, eq } from "drizzle-orm";
import { PgTable, type PgColumn } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { database } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";
import { makeTenant, testDataFolder } from "#db/testing/database.ts";
import { blobKey } from "#lib/blobs/blobs.ts";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import { listAudit } from "./audit.ts";
import { createKey, listKeys, revokeKey } from "./keys.ts";
import { getOrganization, removeOrganization, updateOrganization } from "./organizations.ts";
import { createProject, getProject, listProjects, removeProject, updateProject } from "./projects.ts";
import { draftReport } from "./reports.ts";

const LOG = "2026-11-17T02:00:00Z ERROR pool timed out\n2026-11-17T02:00:01Z INFO fine\n";

/** Rows that name the organization or project, by table. */
async function rowsLeft(column: "orgId" | "projectId", id: string): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const table of Object.values<unknown>(schema)) {
    if (!is(table, PgTable)) continue;
    const columns: Record<string, PgColumn> = getTableColumns(table);
    const found = columns[column];
    if (found === undefined) continue;
    const count = await database().$count(table, eq(found, id));
    if (count > 0) left[getTableName(table)] = count;
  }
  return left;
}
const blobOf = (key: string) => existsSync(path.join(testDataFolder, "blobs", key));

describe("projects", () => {
  it("are made with a slug of their own, listed, and renamed without losing it", async () => {
    const { admin } = await makeTenant();
    const made = await createProject(admin, { name: "Shop" });
    expect(made).toMatchObject({ name: "Shop", slug: "shop-2", ingestions: 0, events: 0 });
    expect(await updateProject({ ...admin, projectId: made.id }, { projectId: made.id, name: "Store" })).toMatchObject({
      name: "Store",
      slug: "shop-2",
    });
    const { items } = await listProjects({ ...admin, projectId: null });
    expect(items.map(({ slug }) => slug)).toEqual(["shop", "shop-2"]);
    const actions = (await listAudit(admin, { limit: 10 })).items;
    expect(actions).toMatchObject([
      { action: "project.renamed", subject: "Store", detail: { from: "Shop" } },
      { action: "project.created", subject: "Shop" },
    ]);
  });

  it("count what they hold", async () => {
    const { admin, projectId } = await makeTenant();
    await ingest(admin, { "app.log": LOG });
    expect(await getProject(admin, { projectId })).toMatchObject({ ingestions: 1, events: 2 });
  });

  it("go with everything in them, but only by their name", async () => {
    const { admin, orgId, projectId } = await makeTenant();
    const { id: ingestionId } = await ingest(admin, { "app.log": LOG });
    await draftReport(admin, { projectId, ingestionId });
    await createKey(admin, { projectId, name: "ci" });
    expect(blobOf(blobKey.source(orgId, projectId, ingestionId, 0))).toBe(true);
    await expect(removeProject(admin, { projectId, confirm: "shop" })).rejects.toMatchObject({ code: "invalid" });
    expect(await rowsLeft("projectId", projectId)).toMatchObject({ ingestions: 1, reports: 1, api_keys: 1 });
    await removeProject(admin, { projectId, confirm: "Shop" });
    expect(await rowsLeft("projectId", projectId)).toEqual({});
    expect(await database().$count(schema.events, eq(schema.events.ingestionId, ingestionId))).toBe(0);
    expect(blobOf(blobKey.project(orgId, projectId))).toBe(false);
  });

  it("of another organization are not found", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    for (const scope of [mine.admin, { ...mine.admin, projectId: theirs.projectId }]) {
      await expect(getProject(scope, { projectId: theirs.projectId })).rejects.toMatchObject({ code: "not_found" });
      await expect(removeProject(scope, { projectId: theirs.projectId, confirm: "Shop" })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("organizations", () => {
  it("are renamed", async () => {
    const { admin, member } = await makeTenant();
    expect(await updateOrganization(admin, { name: "Acme Inc." })).toMatchObject({ name: "Acme Inc.", role: "admin" });
    expect(await getOrganization(member)).toMatchObject({ name: "Acme Inc.", role: "member" });
  });

  it("go with everything in them and leave the others alone", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    await ingest(mine.admin, { "app.log": LOG });
    await ingest(theirs.admin, { "app.log": LOG });
    const before = await rowsLeft("orgId", theirs.orgId);
    const scope = { ...mine.admin, projectId: null };
    await expect(removeOrganization(scope, { confirm: "acme" })).rejects.toMatchObject({ code: "invalid" });
    await removeOrganization(scope, { confirm: "Acme" });
    expect(await rowsLeft("orgId", mine.orgId)).toEqual({});
    expect(blobOf(blobKey.organization(mine.orgId))).toBe(false);
    expect(await rowsLeft("orgId", theirs.orgId)).toEqual(before);
    expect(blobOf(blobKey.organization(theirs.orgId))).toBe(true);
  });
});

describe("API keys", () => {
  it("are shown once and listed by their first characters", async () => {
    const { admin, projectId } = await makeTenant();
    const { key, secret } = await createKey(admin, { projectId, name: "ci" });
    expect(secret.startsWith(key.prefix)).toBe(true);
    const { items } = await listKeys(admin, { projectId });
    expect(items).toEqual([key]);
    expect(JSON.stringify(items)).not.toContain(secret.slice(key.prefix.length));
    await revokeKey(admin, { projectId, keyId: key.id });
    expect((await listKeys(admin, { projectId })).items[0]?.revokedAt).not.toBeNull();
    expect((await listAudit(admin, { limit: 10 })).items.map(({ action }) => action)).toEqual([
      "key.revoked",
      "key.created",
    ]);
  });

  it("of another project are not found", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    const { key } = await createKey(theirs.admin, { projectId: theirs.projectId, name: "ci" });
    const attempt = revokeKey(mine.admin, { projectId: mine.projectId, keyId: key.id });
    await expect(attempt).rejects.toMatchObject({ code: "not_found" });
  });
});
