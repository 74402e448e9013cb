import fs from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { testDataFolder } from "#db/testing/database.ts";
import { newId } from "#lib/ids.ts";
import { runChild } from "#lib/pipeline/testing/child.ts";

/** The folder of a server that a test may treat badly; PostgreSQL runs as another user when we are root. */
export const serverRoot = path.join(testDataFolder, "server");
fs.mkdirSync(serverRoot);
for (const folder of [testDataFolder, serverRoot]) fs.chmodSync(folder, 0o711);

export interface There {
  orgId: string;
  projectId: string;
  ingestionId: string;
}

/** The incident of so many events, received on that server. */
export async function receiveThere(url: string, events: number): Promise<There> {
  const [orgId, projectId] = [newId(), newId()];
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("insert into organizations (id, name, slug) values ($1, 'Acme', 'acme')", [orgId]);
  await client.query("insert into projects (id, org_id, name, slug) values ($1, $2, 'Shop', 'shop')", [
    projectId,
    orgId,
  ]);
  const received = await runChild({ orgId, projectId, work: "receive", events }, { databaseUrl: url });
  if (received.code !== "ok") throw new Error(received.message);
  const { rows } = await client.query<{ id: string }>("select id from ingestions");
  await client.end();
  return { orgId, projectId, ingestionId: rows[0]?.id ?? "" };
}

export interface Row {
  status: string;
  failure: string | null;
  events: number;
  stored: number;
  columns: number;
  groups: number;
  findings: number;
  levels: Record<string, number>;
}

/** What is stored of the ingestion; undefined while no server answers. */
export async function ask(url: string, ingestionId: string): Promise<Row | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Row>(
      `select status, failure, events, groups, findings, levels,
         (select count(distinct seq)::int from events where ingestion_id = $1) as stored,
         (select coalesce(sum(last_seq - first_seq + 1), 0)::int from event_chunks where ingestion_id = $1) as columns
       from ingestions where id = $1`,
      [ingestionId],
    );
    return rows[0];
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
