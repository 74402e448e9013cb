// npm run bench:ingest -- --events 1000000: from stored bytes to grouped and queryable, beside a bare COPY of the same rows.
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { pipeline } from "node:stream/promises";
import { database } from "#db/client.ts";
import { analyse, receiveFiles } from "#lib/pipeline/testing/ingest.ts";
import { generateScenario, textOf } from "#samples/scenarios.ts";
import { withBenchDatabase } from "./database.ts";

const { values } = parseArgs({ options: { events: { type: "string", default: "1000000" } } });
const wanted = Number(values.events);
const rate = (events: number, ms: number) => `${Math.round((events / ms) * 1000).toLocaleString("en")} events/s`;

await withBenchDatabase(async (scope) => {
  const startAt = "2026-11-17T00:00:00Z";
  const { files } = generateScenario("database-failover", { seed: 1, events: Math.min(wanted, 1_000_000), startAt });
  const texts = Object.fromEntries(files.map((file) => [file.name, textOf(file)]));
  const { id: ingestionId } = await receiveFiles(scope, texts);
  for (const name of Object.keys(texts)) delete texts[name];

  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const started = performance.now();
  const done = await analyse(scope, ingestionId);
  const tookMs = performance.now() - started;
  clearInterval(sampler);

  const withKey = await copyAgain(ingestionId, true);
  const bare = await copyAgain(ingestionId, false);
  console.table({
    "stored bytes to story": { rate: rate(done.events, tookMs), seconds: (tookMs / 1000).toFixed(1) },
    "bare COPY": { rate: rate(done.events, bare), seconds: (bare / 1000).toFixed(1) },
    "COPY with primary key": { rate: rate(done.events, withKey), seconds: (withKey / 1000).toFixed(1) },
  });
  console.log(`${done.events.toLocaleString("en")} events, ${(done.bytes / 1e6).toFixed(0)} MB, ${done.groups} groups`);
  console.log(
    `ratio to bare COPY: ${(bare / tookMs).toFixed(2)}, to COPY with primary key: ${(withKey / tookMs).toFixed(2)}`,
  );
  console.log(`resident memory: at most ${(peak / 1e6).toFixed(0)} MB`);
});

/** Milliseconds of COPY alone for the same rows into a table of the same columns. */
async function copyAgain(ingestionId: string, primaryKey: boolean): Promise<number> {
  await database().execute(sql.raw(`drop table if exists copied; create table copied (like events)`));
  if (primaryKey) await database().execute(sql.raw("alter table copied add primary key (ingestion_id, seq)"));
  const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await client.connect();
  const rows: Buffer[] = [];
  for await (const piece of client.query(
    copyTo(`copy (select * from events where ingestion_id = '${ingestionId}') to stdout`),
  )) {
    rows.push(piece as Buffer);
  }
  const started = performance.now();
  await pipeline(rows, client.query(copyFrom("copy copied from stdin")));
  const took = performance.now() - started;
  await client.end();
  return took;
}
