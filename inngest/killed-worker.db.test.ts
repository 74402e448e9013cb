import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { database } from "#db/client.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { getIngestion } from "#lib/data/ingestions.ts";
import { incidentOf, ingest, receiveFiles } from "#lib/pipeline/testing/ingest.ts";
import { createRandom } from "#samples/random.ts";
import { endOf, startWorker } from "./testing/worker.ts";

const KILLS = 10;
const EVENTS = 60_000;

/** Everything that an ingestion left, as counts and checksums without ids. */
async function fingerprintOf({ orgId }: Tenant, ingestionId: string) {
  const { rows } = await database().execute(sql`
    select
      (select row(count(*), count(distinct seq), md5(string_agg(concat_ws('|', e.seq, t.fingerprint, e.ts, e.stated,
          e.stated_form, e.level, e.flags, e.service, e.source_index, e.line, e.lines, e.byte_offset, e.byte_length,
          md5(e.message), e.attributes), E'\n' order by e.seq)))::text
        from events e join templates t on t.id = e.template_id where e.ingestion_id = ${ingestionId}) as events,
      (select row(count(*), sum(count), md5(string_agg(concat_ws('|', g.fingerprint, i.count, i.first_seq, i.last_seq,
          i.first_at, i.last_at, i.level, i.levels, i.services, i.bins, i.members), E'\n' order by g.fingerprint)))::text
        from ingestion_groups i join groups g on g.id = i.group_id where i.ingestion_id = ${ingestionId}) as groups,
      (select row(count(*), md5(string_agg(finding::text, E'\n' order by id)))::text
        from findings where ingestion_id = ${ingestionId}) as findings,
      (select row(status, events, groups, findings, levels, md5(story::text), md5(histogram::text))::text
        from ingestions where id = ${ingestionId}) as ingestion,
      (select count(*) from events where org_id = ${orgId}) as all_events`);
  return rows[0];
}

it("loses and doubles nothing when it is killed ten times", { timeout: 300_000 }, async () => {
  const [calm, troubled] = [await makeTenant(), await makeTenant()];
  const files = incidentOf(EVENTS);
  const undisturbed = await ingest(calm.admin, files);
  expect(undisturbed).toMatchObject({ status: "done" });
  expect(undisturbed.events).toBeGreaterThan(EVENTS * 0.8);

  const { id } = await receiveFiles(troubled.admin, files);
  const random = createRandom(11, "kills");
  let interrupted = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = await startWorker();
    await pause(100 + random.next() * 2500);
    await worker.kill("SIGKILL");
    const { status } = await getIngestion(troubled.admin, { projectId: troubled.projectId, ingestionId: id });
    if (status === "running") interrupted += 1;
  }
  await startWorker();
  await endOf(troubled, id);
  expect(interrupted).toBeGreaterThan(KILLS / 2);
  expect(await fingerprintOf(troubled, id)).toEqual(await fingerprintOf(calm, undisturbed.id));
});
