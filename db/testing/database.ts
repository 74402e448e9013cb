import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, inject } from "vitest";
import { closeQueue } from "#jobs/client.ts";
import { newId } from "#lib/ids.ts";
import { issueScope, type Scope } from "#lib/scope.ts";
import { closeDatabase, database } from "../client.ts";
import { memberships, organizations, projects, users } from "../schema/index.ts";

// Importing this file gives the test file a database and a data folder of its own, before anything opens the shared ones.
const template = new URL(inject("templateUrl"));
const name = `test_${newId().replaceAll("-", "")}`;
await onServer(`create database ${name} template ${template.pathname.slice(1)}`);
/** This test file's database, as its owner. */
export const testDatabaseUrl = Object.assign(new URL(template), { pathname: `/${name}` }).href;
/** This test file's data folder. */
export const testDataFolder = fs.mkdtempSync(path.join(os.tmpdir(), "aiops-data-"));
process.env.DATABASE_URL = testDatabaseUrl;
process.env.DATA_DIR = testDataFolder;
process.env.LOG_LEVEL = "silent";

afterAll(async () => {
  await closeQueue();
  await closeDatabase();
  await onServer(`drop database ${name} with (force)`);
  fs.rmSync(testDataFolder, { recursive: true, force: true });
});

export interface Tenant {
  orgId: string;
  projectId: string;
  userId: string;
  admin: Scope;
  member: Scope;
  /** An API key of the project. */
  key: Scope;
}

/** An organization with a project and an admin: each test makes its own and shares nothing. */
export async function makeTenant(label = "Acme"): Promise<Tenant> {
  const [orgId, projectId, userId] = [newId(), newId(), newId()];
  const db = database();
  await db.insert(users).values({ id: userId, email: `${userId}@example.com`, name: `${label} admin` });
  await db.insert(organizations).values({ id: orgId, name: label, slug: `org-${orgId}` });
  await db.insert(memberships).values({ orgId, userId, role: "admin" });
  await db.insert(projects).values({ id: projectId, orgId, name: "Shop", slug: "shop" });
  const actor = { kind: "user" as const, id: userId, name: `${label} admin` };
  return {
    orgId,
    projectId,
    userId,
    admin: issueScope({ orgId, projectId, role: "admin", actor }),
    member: issueScope({ orgId, projectId, role: "member", actor }),
    key: issueScope({ orgId, projectId, role: "key", actor: { kind: "key", id: newId(), name: "ci" } }),
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({
    connectionString: Object.assign(new URL(inject("templateUrl")), { pathname: "/postgres" }).href,
  });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
