import { once } from "node:events";
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { database } from "#db/client.ts";
import { ingestions } from "#db/schema/index.ts";
import { makeTenant, testDataFolder, type Tenant } from "#db/testing/database.ts";
import { analyseIngestion } from "#jobs/functions/analyse-ingestion.ts";
import { sweepBlobs } from "#jobs/functions/sweep-blobs.ts";
import { until } from "#jobs/testing/worker.ts";
import { blobKey } from "#lib/blobs/blobs.ts";
import { getIngestion, retryIngestion } from "#lib/data/ingestions.ts";
import { AppError } from "#lib/errors.ts";
import { runChild, startChild } from "./testing/child.ts";
import { analyse, ingest, receiveFiles, runOf } from "./testing/ingest.ts";

const log = Array.from({ length: 3000 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 10, 17, 2) + index * 100).toISOString();
  return `${at} ${index % 9 === 8 ? "ERROR" : "INFO"} order ${index} of customer ${index % 7} took ${index % 50} ms`;
}).join("\n");

const folderOf = ({ orgId }: Tenant) => path.join(testDataFolder, "blobs", orgId);
const filesOf = (tenant: Tenant) =>
  existsSync(folderOf(tenant))
    ? readdirSync(folderOf(tenant), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
    : [];
const idsOf = ({ orgId, projectId }: Tenant) => ({ orgId, projectId });
const age = (files: readonly string[]) => {
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3600 * 1000);
  for (const file of files) utimesSync(file, twoDaysAgo, twoDaysAgo);
};

it("says that the disk is full while it receives, leaves nothing, and takes the same log later", async () => {
  const tenant = await makeTenant();
  const work = { ...idsOf(tenant), work: "receive" as const, events: 3000 };
  expect(await runChild(work, { maxFileKiB: 64 })).toEqual({
    code: "storage_full",
    message: expect.stringContaining("Free space") as string,
  });
  expect(await database().$count(ingestions, eq(ingestions.orgId, tenant.orgId))).toBe(0);
  expect(filesOf(tenant)).toEqual([]);
  expect(await runChild(work)).toMatchObject({ code: "ok" });
  expect(filesOf(tenant).length).toBeGreaterThan(0);
});

it("fails with words when the disk is full while it reads, and a retry gives what an undisturbed run gives", async () => {
  const [calm, tenant] = [await makeTenant(), await makeTenant()];
  const undisturbed = await ingest(calm.admin, { "app.log": log });
  const { id: ingestionId } = await receiveFiles(tenant.admin, { "app.log": log });
  const at = { projectId: tenant.projectId, ingestionId };
  const failed = await runChild({ ...idsOf(tenant), work: "analyse", ingestionId }, { maxFileKiB: 1 });
  expect(failed).toMatchObject({ code: "storage_full" });
  // What the queue does with an error that no further attempt can mend.
  await analyseIngestion.onFailure({
    data: await runOf(tenant.admin, ingestionId),
    error: new AppError("storage_full", failed.message),
  });
  expect(await getIngestion(tenant.admin, at)).toMatchObject({ status: "failed", failure: failed.message });
  expect(filesOf(tenant).filter((file) => file.endsWith(".part"))).toEqual([]);
  await retryIngestion(tenant.admin, at);
  const { events, groups, findings, levels, status } = await analyse(tenant.admin, ingestionId);
  expect({ events, groups, findings, levels, status }).toEqual({
    events: undisturbed.events,
    groups: undisturbed.groups,
    findings: undisturbed.findings,
    levels: undisturbed.levels,
    status: "done",
  });
});

it("sweeps what an upload that was killed left behind, and nothing else", async () => {
  const [killed, kept] = [await makeTenant(), await makeTenant()];
  const child = startChild({ ...idsOf(killed), work: "receive without end" });
  await until(async () => {
    const [half] = filesOf(killed).filter((file) => file.endsWith(".part") && statSync(file).size > 100_000);
    return half !== undefined && filesOf(killed).length === 2 ? true : undefined;
  });
  child.kill("SIGKILL");
  await once(child, "close");
  expect(filesOf(killed)).toHaveLength(2);
  expect(await database().$count(ingestions, eq(ingestions.orgId, killed.orgId))).toBe(0);

  const { id } = await receiveFiles(kept.admin, { "app.log": log });
  const stored = filesOf(kept);
  const half = path.join(testDataFolder, "blobs", blobKey.ingestion(kept.orgId, kept.projectId, id), "digest.x.part");
  writeFileSync(half, "half");
  age(filesOf(kept));

  await sweepBlobs.run();
  expect(filesOf(killed)).toHaveLength(2); // it may still be on its way
  expect(filesOf(kept)).toEqual(stored);
  age(filesOf(killed));
  await sweepBlobs.run();
  expect(filesOf(killed)).toEqual([]);
  expect(await analyse(kept.admin, id)).toMatchObject({ status: "done" });
});
