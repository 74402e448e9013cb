import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { requireEnv } from "#lib/env.ts";

const FOLDER = fileURLToPath(new URL("migrations", import.meta.url));
/** Any constant of our own: the migrator itself takes no lock, and web and worker may start together. */
const LOCK = 7_061_984;

/** Brings the database at `url` up to date. Safe to call from several processes at once. */
export async function migrate(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("set client_min_messages = warning");
    await applyMigrations(drizzle({ client }), { migrationsFolder: FOLDER });
  } finally {
    await client.end();
  }
}

if (import.meta.main) await migrate(requireEnv("DATABASE_URL"));
