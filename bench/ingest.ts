// npm run bench:ingest -- --events 1000000: from stored bytes to grouped and queryable, beside a bare COPY of the same rows.
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { database } from "#db/client.ts";
import { analyse } from "#lib/pipeline/testing/ingest.ts";
import { receive } from "#lib/pipeline/receive.ts";
import { requireEnv } from "#lib/env.ts";
import { generateScenario } from "#samples/scenarios.ts";
import { withBenchDatabase } from "./database.ts";

const { values } = parseArgs({ options: { events: { type: "string", default: "1000000" } } });
const wanted = Number(values.events);
/** More than this is generated in parts, a file for each service and part. */
const PART_EVENTS = 500_000;

await withBenchDatabase(async (scope, projectId) => {
  const { id: ingestionId } = await receive(scope, projectId, { origin: "upload" }, uploads());

  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const done = await analyse(scope, ingestionId);
  const tookMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(sampler);

  const file = join(requireEnv("DATA_DIR"), "rows");
  await copyOut(ingestionId, file);
  const withKey = await copyIn(file, "primary key (ingestion_id, seq)");
  const bare = await copyIn(file);
  const line = (ms: number) => ({
    "events/s": Math.round((done.events / ms) * 1000),
    seconds: Number((ms / 1000).toFixed(1)),
    "of bare COPY": Number((bare / ms).toFixed(2)),
  });
  console.log(`${done.events.toLocaleString("en")} events, ${(done.bytes / 1e6).toFixed(0)} MB, ${done.groups} groups`);
  console.table({
    "stored bytes to story": line(tookMs),
    "bare COPY": line(bare),
    "COPY with primary key": line(withKey),
  });
  console.log(`processor time of the worker: ${((user + system) / 1e6).toFixed(1)} s`);
  console.log(`resident memory of the worker: at most ${(peak / 1e6).toFixed(0)} MB`);
});

async function* uploads() {
  for (let left = wanted, part = 1; left > 0; left -= PART_EVENTS, part++) {
    const startAt = new Date(Date.UTC(2026, 10, part)).toISOString();
    const options = { seed: part, events: Math.min(left, PART_EVENTS), startAt };
    for (const file of generateScenario("database-failover", options).files) {
      yield { name: `${part}-${file.name}`, bytes: encoded(file.chunks()) };
    }
  }
}

async function* encoded(chunks: Iterable<string>) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function copyOut(ingestionId: string, file: string): Promise<void> {
  await withClient((client) => {
    const rows = client.query(copyTo(`copy (select * from events where ingestion_id = '${ingestionId}') to stdout`));
    return pipeline(rows, createWriteStream(file));
  });
}

/** Milliseconds of COPY alone for the same rows into a table of the same columns. */
async function copyIn(file: string, constraint?: string): Promise<number> {
  await database().execute(sql.raw("drop table if exists copied; create table copied (like events)"));
  if (constraint !== undefined) await database().execute(sql.raw(`alter table copied add ${constraint}`));
  const started = performance.now();
  await withClient((client) => pipeline(createReadStream(file), client.query(copyFrom("copy copied from stdin"))));
  return performance.now() - started;
}

async function withClient(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: requireEnv("DATABASE_URL") });
  await client.connect();
  await work(client).finally(() => client.end());
}
