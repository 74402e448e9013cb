// npm run bench:query -- --events 1000000: how long a page's questions take over so many events of one ingestion.
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { database } from "#db/client.ts";
import { countEvents, getEvent, listAround, listEvents } from "#lib/data/events.ts";
import { listFacets } from "#lib/data/facets.ts";
import { listGroups } from "#lib/data/groups.ts";
import { getHistogram } from "#lib/data/histogram.ts";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import type { Scope } from "#lib/scope.ts";
import { generateScenario, textOf } from "#samples/scenarios.ts";
import { withBenchDatabase } from "./database.ts";

const { values } = parseArgs({
  options: { events: { type: "string", default: "1000000" }, rounds: { type: "string", default: "15" } },
});
const wanted = Number(values.events);
const rounds = Number(values.rounds);
/** The scenario is made once and its events are copied, so that many millions can be measured. */
const INGESTED = 100_000;

type Question = (scope: Scope, at: { projectId: string; ingestionId: string }) => Promise<unknown>;
const list = { sort: "seq", direction: "asc", limit: 100 } as const;
const page =
  (q: string, more: object = {}): Question =>
  (scope, at) =>
    listEvents(scope, { ...at, ...list, q, ...more });

const QUESTIONS: Record<string, Question> = {
  "first page": page(""),
  "page from the middle": page("", { from: Math.floor(wanted / 2) }),
  "first page by time": page("", { sort: "time" }),
  "last page by time": page("", { sort: "time", direction: "desc" }),
  "level:fatal": page("level:fatal"),
  "service and level": page("service:checkout level:error"),
  "nothing matches: service": page("service:nowhere"),
  "nothing matches: attribute": page("order:nowhere"),
  "level, by time": page("level:error", { sort: "time", direction: "desc" }),
  "attribute, everywhere": page("-order:nowhere"),
  "text, common": page("connection"),
  "text, by time": page("connection", { sort: "time" }),
  "text, nothing matches": page('"no such words here"'),
  "text, excluded": page("-connection -request -payment"),
  "count, text": (scope, at) => countEvents(scope, { ...at, q: "connection" }),
  "count, attribute": (scope, at) => countEvents(scope, { ...at, q: "-order:nowhere" }),
  "count, time": (scope, at) => countEvents(scope, { ...at, q: "since:-60m level:info" }),
  "count, level": (scope, at) => countEvents(scope, { ...at, q: "level:error" }),
  facets: (scope, at) => listFacets(scope, { ...at, q: "" }),
  "facets, level:error": (scope, at) => listFacets(scope, { ...at, q: "level:error" }),
  "facets, text": (scope, at) => listFacets(scope, { ...at, q: "connection" }),
  histogram: (scope, at) => getHistogram(scope, { ...at, q: "", bins: 120 }),
  "histogram, level:error": (scope, at) => getHistogram(scope, { ...at, q: "level:error", bins: 120 }),
  "histogram, text": (scope, at) => getHistogram(scope, { ...at, q: "connection", bins: 120 }),
  "one event": (scope, at) => getEvent(scope, { ...at, seq: 500 }),
  "lines around": (scope, at) => listAround(scope, { ...at, seq: 500, lines: 50 }),
  groups: (scope, at) => listGroups(scope, { ...at, sort: "count", direction: "desc", limit: 100 }),
};

await withBenchDatabase(async (scope, projectId) => {
  const options = { seed: 1, events: Math.min(wanted, INGESTED), startAt: "2026-11-17T00:00:00Z" };
  const { files } = generateScenario("database-failover", options);
  const { id: ingestionId, events } = await ingest(
    scope,
    Object.fromEntries(files.map((file) => [file.name, textOf(file)])),
  );
  const total = await multiply(ingestionId, events);
  // The copies have no columns yet; they are made with the first question.
  await countEvents(scope, { projectId, ingestionId, q: "level:error" });
  const results: Record<string, { p50: string; p95: string }> = {};
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      await ask(scope, { projectId, ingestionId });
      times.push(performance.now() - started);
    }
    results[name] = { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
  }
  console.log(`${total.toLocaleString("en")} events, ${rounds} rounds each`);
  console.table(results);
});

/** Copies the ingestion's events behind themselves, with later times and numbers. */
async function multiply(ingestionId: string, events: number): Promise<number> {
  await database().execute(sql`delete from event_chunks where ingestion_id = ${ingestionId}::uuid`);
  const copies = Math.max(0, Math.round(wanted / events) - 1);
  const total = events * (copies + 1);
  await database().execute(sql`
    insert into events (ingestion_id, org_id, template_id, byte_offset, ts, seq, line, lines, byte_length, source_index, level,
      stated_form, flags, service, format, stated, message, attributes)
    select ingestion_id, org_id, template_id, byte_offset, ts + copy * interval '50 minutes', seq + copy * ${events}::int, line,
      lines, byte_length, source_index, level, stated_form, flags, service, format, stated, message, attributes
    from generate_series(1, ${copies}::int) copy, events where ingestion_id = ${ingestionId}::uuid
    order by copy, seq`);
  await database().execute(sql`
    update ingestions set events = ${total}, histogram = null,
      last_at = (select max(ts) from events where ingestion_id = ${ingestionId}::uuid) where id = ${ingestionId}::uuid`);
  await database().execute(sql`vacuum analyze events`);
  return total;
}

function quantile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((one, other) => one - other);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`;
}
