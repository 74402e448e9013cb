import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startBoss } from "#jobs/boss.ts";
import { startEmbeddedPostgres } from "../embedded.ts";
import { migrate } from "../migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty database; tests work in clones of it. */
    templateUrl: string;
  }
}

const THROW_AWAY = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

/** One throw-away server for the whole run. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "aiops-test-"));
  fs.chmodSync(root, 0o711); // PostgreSQL runs as another user when we are root
  const server = await startEmbeddedPostgres({ root, database: "template", log: () => {}, settings: THROW_AWAY });
  await migrate(server.url);
  process.env.DATABASE_URL = server.url;
  await (await startBoss("sender")).stop({ graceful: false });
  provide("templateUrl", server.url);
  return async () => {
    await server.stop();
    fs.rmSync(root, { recursive: true, force: true });
  };
}
