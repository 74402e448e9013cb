import { and, eq, lt } from "drizzle-orm";
import { database } from "#db/client.ts";
import { ingestions } from "#db/schema/index.ts";
import { send } from "../client.ts";
import { defineSchedule } from "../define-job.ts";

const LEFT_AFTER_MS = 15_000;

/** Sends events that were lost between an ingestion's commit and the queue. One that is there already changes nothing. */
export const sweepIngestions = defineSchedule({
  id: "sweep-ingestions",
  everyMinutes: 1,
  async run() {
    const left = await database()
      .select({
        orgId: ingestions.orgId,
        projectId: ingestions.projectId,
        ingestionId: ingestions.id,
        runId: ingestions.runId,
      })
      .from(ingestions)
      .where(and(eq(ingestions.status, "queued"), lt(ingestions.queuedAt, new Date(Date.now() - LEFT_AFTER_MS))));
    for (const run of left) await send("ingestion/received", run, run.runId);
  },
});
