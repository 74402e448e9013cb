import { expect, it } from "vitest";
import { makeTenant } from "#db/testing/database.ts";
import { getIngestion } from "#lib/data/ingestions.ts";
import { incidentOf, receiveFiles } from "#lib/pipeline/testing/ingest.ts";
import { endOf, startWorker, until } from "./testing/worker.ts";

const EVENTS = 60_000;

it("goes on within seconds after a kill, and gives its jobs back on SIGTERM", { timeout: 120_000 }, async () => {
  const tenant = await makeTenant();
  const { id: ingestionId } = await receiveFiles(tenant.admin, incidentOf(EVENTS));
  const input = { projectId: tenant.projectId, ingestionId };
  const progress = async (more: number) => {
    const { events } = await getIngestion(tenant.admin, input);
    return events > more ? events : undefined;
  };
  const first = await startWorker();
  const before = await until(() => progress(0));
  await first.kill("SIGTERM");
  const second = await startWorker();
  const started = performance.now();
  await until(() => progress(before + 10_000));
  const between = (await progress(0)) ?? 0;
  await second.kill("SIGKILL");
  await startWorker();
  await until(() => progress(between));
  expect((performance.now() - started) / 1000).toBeLessThan(60);
  expect(await endOf(tenant, ingestionId)).toMatchObject({ status: "done" });
});
