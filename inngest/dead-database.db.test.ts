import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { Client } from "pg";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { makeTenant, testDataFolder } from "#db/testing/database.ts";
import { newId } from "#lib/ids.ts";
import { runChild } from "#lib/pipeline/testing/child.ts";
import { incidentOf, ingest } from "#lib/pipeline/testing/ingest.ts";
import { startWorker, until, type WorkerProcess } from "./testing/worker.ts";

// A server of its own, since it is killed. The worker is a real one on it; the undisturbed run is on the tests' server.
const root = path.join(testDataFolder, "server");
fs.mkdirSync(root);
fs.chmodSync(testDataFolder, 0o711);
fs.chmodSync(root, 0o711);
const start = () => startEmbeddedPostgres({ root, database: "app", log: () => {} });
let server: EmbeddedPostgres | undefined;
let worker: WorkerProcess | undefined;
afterAll(async () => {
  await worker?.kill("SIGKILL");
  await server?.stop();
});

const EVENTS = 60_000;

it(
  "reads on after the database was killed in the middle, and counts as if nothing had been",
  { timeout: 300_000 },
  async () => {
    const undisturbed = await ingest((await makeTenant()).admin, incidentOf(EVENTS));
    server = await start();
    await migrate(server.url);
    const ingestionId = await receiveThere(server.url);
    worker = await startWorker({ DATABASE_URL: server.url });
    const row = () => ask(server?.url ?? "", ingestionId);
    await until(async () => ((await row())?.events ?? 0) > 0 || undefined);

    const postmaster = Number(fs.readFileSync(path.join(root, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(postmaster, "SIGKILL");
    await until(async () => ((await row()) === undefined ? true : undefined));
    await pause(500); // some of the worker's attempts meet no server at all
    const before = server.port;
    server = await start();
    expect(server.port).toBe(before);

    const done = await until(async () => {
      const found = await row();
      return found && ["done", "failed"].includes(found.status) ? found : undefined;
    }, 180);
    expect(done).toMatchObject({
      status: "done",
      failure: null,
      events: undisturbed.events,
      stored: undisturbed.events,
      columns: undisturbed.events,
      groups: undisturbed.groups,
      findings: undisturbed.findings,
      levels: undisturbed.levels,
    });
  },
);

/** The same log on the server that is going to die. */
async function receiveThere(url: string): Promise<string> {
  const [orgId, projectId] = [newId(), newId()];
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("insert into organizations (id, name, slug) values ($1, 'Acme', 'acme')", [orgId]);
  await client.query("insert into projects (id, org_id, name, slug) values ($1, $2, 'Shop', 'shop')", [
    projectId,
    orgId,
  ]);
  const received = await runChild({ orgId, projectId, work: "receive", events: EVENTS }, { databaseUrl: url });
  expect(received).toMatchObject({ code: "ok" });
  const { rows } = await client.query<{ id: string }>("select id from ingestions");
  await client.end();
  return rows[0]?.id ?? "";
}

interface Row {
  status: string;
  failure: string | null;
  events: number;
  stored: number;
  columns: number;
  groups: number;
  findings: number;
  levels: Record<string, number>;
}

/** Undefined while no server answers. */
async function ask(url: string, ingestionId: string): Promise<Row | undefined> {
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
