import { afterAll, expect, it } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { startCramped } from "#db/testing/cramped-server.ts";
import { makeTenant } from "#db/testing/database.ts";
import { incidentOf, ingest } from "#lib/pipeline/testing/ingest.ts";
import { runChild } from "#lib/pipeline/testing/child.ts";
import { ask, receiveThere, serverRoot } from "./testing/own-server.ts";
import { startWorker, until } from "./testing/worker.ts";

const EVENTS = 50_000;
/** More than a segment of the log of changes, less than the events. */
const MAX_FILE_KIB = 16 * 1024 + 64;
// Page by page: a file that cannot be reserved whole is another error where the limit is on files, not on the disk.
const settings = { file_extend_method: "write_zeros" };

let server: EmbeddedPostgres | undefined;
const start = async () => (server = await startEmbeddedPostgres({ root: serverRoot, database: "app", log: () => {} }));
afterAll(async () => {
  await server?.stop();
});

it(
  "fails with words when the database's disk is full, keeps whole chunks only, and a retry gives everything",
  { timeout: 300_000 },
  async () => {
    const undisturbed = await ingest((await makeTenant()).admin, incidentOf(EVENTS));
    const roomy = await start();
    await migrate(roomy.url);
    const there = await receiveThere(roomy.url, EVENTS);
    await roomy.stop();

    await startCramped({ root: serverRoot, database: "app", settings }, MAX_FILE_KIB);
    const { url } = await start(); // joins it
    const ended = () =>
      until(async () => {
        const row = await ask(url, there.ingestionId);
        return row && ["done", "failed"].includes(row.status) ? row : undefined;
      }, 120);
    const worker = await startWorker({ DATABASE_URL: url, LOG_LEVEL: "info" });
    const failed = await ended();
    expect(failed).toMatchObject({ status: "failed", failure: expect.stringMatching(/disk .* is full.*Free space/) });
    expect(failed.events).toBeGreaterThan(0);
    expect(failed.events).toBeLessThan(undisturbed.events);
    expect({ stored: failed.stored, columns: failed.columns }).toEqual({
      stored: failed.events,
      columns: failed.events,
    });
    await worker.kill("SIGTERM");
    await server?.stop();

    expect((await start()).url).toBe(url); // with room again
    await startWorker({ DATABASE_URL: url });
    expect(await runChild({ ...there, work: "retry" }, { databaseUrl: url })).toMatchObject({ code: "ok" });
    expect(await ended()).toMatchObject({
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
