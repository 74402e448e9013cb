import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { makeTenant } from "#db/testing/database.ts";
import { incidentOf, ingest } from "#lib/pipeline/testing/ingest.ts";
import { ask, receiveThere, serverRoot } from "./testing/own-server.ts";
import { startWorker, until, type WorkerProcess } from "./testing/worker.ts";

// A server of its own, since it is killed. The worker is a real one on it; the undisturbed run is on the tests' server.
const start = () => startEmbeddedPostgres({ root: serverRoot, database: "app", log: () => {} });
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
    const { ingestionId } = await receiveThere(server.url, EVENTS);
    worker = await startWorker({ DATABASE_URL: server.url });
    const row = () => ask(server?.url ?? "", ingestionId);
    await until(async () => ((await row())?.events ?? 0) > 0 || undefined);

    const postmaster = Number(
      fs.readFileSync(path.join(serverRoot, "postgres", "postmaster.pid"), "utf8").split("\n")[0],
    );
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
