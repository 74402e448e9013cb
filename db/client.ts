import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import { requireEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";

export type Database = NodePgDatabase & { $client: Pool };

// On globalThis, because the development server loads this file again with each change.
const shared = globalThis as { aiopsDatabase?: Database };

/**
 * The database as its owner, whom row-level security does not bind. Only for `lib/scope.ts`, `lib/auth`, jobs and
 * migrations; everything else goes through `inScope`.
 */
export function database(): Database {
  return (shared.aiopsDatabase ??= connect(requireEnv("DATABASE_URL")));
}

/** Ends the connections; the next `database()` opens new ones. */
export async function closeDatabase(): Promise<void> {
  const open = shared.aiopsDatabase;
  delete shared.aiopsDatabase;
  await open?.$client.end();
}

function connect(connectionString: string): Database {
  const pool = new Pool({ connectionString, max: 10, connectionTimeoutMillis: 10_000, keepAlive: true });
  // A connection that breaks (a restarted server) must not end the process; whoever uses it gets the error by its query.
  pool.on("error", (error) => log().warn({ err: error }, "database connection lost"));
  pool.on("connect", (client) => client.on("error", () => {}));
  return drizzle({ client: pool });
}
