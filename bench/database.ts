import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { closeDatabase, database } from "#db/client.ts";
import { startEmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { organizations, projects } from "#db/schema/index.ts";
import { closeQueue } from "#jobs/client.ts";
import { newId } from "#lib/ids.ts";
import { issueScope, type Scope } from "#lib/scope.ts";

/** A throw-away server with the settings of the real one, an organization and a project; gone at the end. */
export async function withBenchDatabase(work: (scope: Scope, projectId: string) => Promise<void>): Promise<void> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "aiops-bench-"));
  fs.chmodSync(root, 0o711);
  const server = await startEmbeddedPostgres({ root, database: "bench", log: () => {} });
  Object.assign(process.env, { DATABASE_URL: server.url, DATA_DIR: root, LOG_LEVEL: "error" });
  try {
    await migrate(server.url);
    const [orgId, projectId] = [newId(), newId()];
    await database().insert(organizations).values({ id: orgId, name: "Bench", slug: "bench" });
    await database().insert(projects).values({ id: projectId, orgId, name: "Bench", slug: "bench" });
    const actor = { kind: "job" as const, id: "bench", name: "bench" };
    await work(issueScope({ orgId, projectId, role: "admin", actor }), projectId);
  } finally {
    await closeQueue();
    await closeDatabase();
    await server.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }
}
