import { InngestTestEngine } from "@inngest/test";
import { describe, expect, it } from "vitest";
import { makeTenant } from "#db/testing/database.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { getIngestion } from "#lib/data/ingestions.ts";
import { ingest, receiveFiles, runOf } from "#lib/pipeline/testing/ingest.ts";
import { analyseIngestion } from "./functions/analyse-ingestion.ts";
import { functions } from "./inngest-engine.ts";
import { jobs, schedules } from "./jobs.ts";

const LOG = Array.from({ length: 200 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 10, 17, 2, 0, index)).toISOString();
  return index % 20 === 19 ? `${at} ERROR java.lang.OutOfMemoryError: Java heap space` : `${at} INFO request ${index}`;
}).join("\n");

const [analyse] = functions;
const engineFor = (data: object) => {
  if (analyse === undefined) throw new Error("no function");
  return new InngestTestEngine({ function: analyse, events: [{ name: "ingestion/received", data }] });
};

describe("the same jobs on Inngest", () => {
  it("has a function for each job and schedule", () => {
    expect(functions.map((one) => one.id()).toSorted()).toEqual([...jobs, ...schedules].map(({ id }) => id).toSorted());
  });

  it("gives the same answer as our own queue's steps, and twice changes nothing", async () => {
    const [here, there] = [await makeTenant(), await makeTenant()];
    const expected = await ingest(here.admin, { "app.log": LOG });
    const { id: ingestionId } = await receiveFiles(there.admin, { "app.log": LOG });
    const data = await runOf(there.admin, ingestionId);
    const { error } = await engineFor(data).execute();
    expect(error).toBeUndefined();
    const at = { projectId: there.projectId, ingestionId };
    const { events, groups, findings, levels, worst, status } = await getIngestion(there.admin, at);
    expect({ events, groups, findings, levels, worst, status }).toEqual({
      events: expected.events,
      groups: expected.groups,
      findings: expected.findings,
      levels: expected.levels,
      worst: expected.worst,
      status: "done",
    });
    expect((await engineFor(data).execute()).error).toBeUndefined();
    expect(await getIngestion(there.admin, at)).toMatchObject({ status: "done", events: expected.events });
  });

  it("does not try again what no attempt can mend, and says it in words for a person", async () => {
    const tenant = await makeTenant();
    const { id: ingestionId } = await receiveFiles(tenant.admin, { "app.log": LOG });
    await blobs().removeAll(blobKey.ingestion(tenant.orgId, tenant.projectId, ingestionId));
    const data = await runOf(tenant.admin, ingestionId);
    const { error } = await engineFor(data).execute();
    expect(error).toMatchObject({
      name: "NonRetriableError",
      message: expect.stringContaining("Send the log again") as string,
    });
    expect(analyseIngestion.retries).toBeGreaterThan(0);
  });
});
