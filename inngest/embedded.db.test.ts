import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { database } from "#db/client.ts";
import { ingestions, jobSteps } from "#db/schema/index.ts";
import { makeTenant } from "#db/testing/database.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { cancelIngestion, getIngestion, retryIngestion } from "#lib/data/ingestions.ts";
import { receiveFiles, runOf } from "#lib/pipeline/testing/ingest.ts";
import { send } from "./client.ts";
import { startEmbedded, type EmbeddedEngine } from "./embedded.ts";
import { sweepIngestions } from "./functions/sweep-ingestions.ts";
import { until } from "./testing/worker.ts";

const LOG = "2026-11-17T02:00:00Z ERROR FATAL: sorry, too many clients already\n2026-11-17T02:00:01Z INFO fine\n";

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEmbedded();
});
afterEach(() => engine.stop());

const ended = async (tenant: Awaited<ReturnType<typeof makeTenant>>, ingestionId: string) =>
  until(async () => {
    const ingestion = await getIngestion(tenant.admin, { projectId: tenant.projectId, ingestionId });
    return ["done", "failed", "cancelled"].includes(ingestion.status) ? ingestion : undefined;
  });

it("runs what was received, and forgets its steps", async () => {
  const tenant = await makeTenant();
  const { id } = await receiveFiles(tenant.admin, { "app.log": LOG });
  expect(await ended(tenant, id)).toMatchObject({ status: "done", events: 2, failure: null });
  const { runId } = await runOf(tenant.admin, id);
  await until(async () => ((await database().$count(jobSteps, eq(jobSteps.runId, runId))) === 0 ? true : undefined));
  await send("ingestion/received", await runOf(tenant.admin, id), runId);
  expect(await ended(tenant, id)).toMatchObject({ status: "done", events: 2 });
});

it("says what failed and runs again on request", async () => {
  const tenant = await makeTenant();
  const first = await receiveFiles(tenant.admin, { "app.log": LOG });
  const at = { projectId: tenant.projectId, ingestionId: first.id };
  await ended(tenant, first.id);
  // The bytes vanish under it.
  const key = blobKey.source(tenant.orgId, tenant.projectId, first.id, 0);
  await blobs().removeAll(key);
  await database().update(ingestions).set({ status: "cancelled" }).where(eq(ingestions.id, first.id));
  await retryIngestion(tenant.admin, at);
  const failed = await ended(tenant, first.id);
  expect(failed).toMatchObject({ status: "failed", failure: expect.stringContaining("Send the log again") as string });
  expect(failed.stages.map(({ state }) => state)).toEqual(["done", "failed", "waiting", "waiting", "waiting"]);
  await blobs().write(
    key,
    (async function* () {
      yield Buffer.from(LOG);
    })(),
  );
  await retryIngestion(tenant.admin, at);
  expect(await ended(tenant, first.id)).toMatchObject({ status: "done", failure: null, events: 2 });
});

it("does not run what was cancelled, and the sweep finds what was never sent", async () => {
  const tenant = await makeTenant();
  await engine.stop();
  const { id } = await receiveFiles(tenant.admin, { "app.log": LOG });
  await cancelIngestion(tenant.admin, { projectId: tenant.projectId, ingestionId: id });
  const lost = await receiveFiles(tenant.admin, { "app.log": LOG });
  const { runId } = await runOf(tenant.admin, lost.id);
  const longAgo = new Date(Date.now() - 60_000);
  await database().update(ingestions).set({ queuedAt: longAgo }).where(eq(ingestions.id, lost.id));
  await database().execute(`delete from pgboss.job where id = '${runId}'`);
  engine = await startEmbedded();
  await sweepIngestions.run();
  await sweepIngestions.run();
  expect(await ended(tenant, lost.id)).toMatchObject({ status: "done" });
  expect(await ended(tenant, id)).toMatchObject({ status: "cancelled", events: 0 });
});
