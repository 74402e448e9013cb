import { and, inArray, lt } from "drizzle-orm";
import { database } from "#db/client.ts";
import { groupRules } from "#db/schema/index.ts";
import { settleRules } from "#lib/pipeline/apply-rule.ts";
import { send } from "../client.ts";
import { defineSchedule } from "../define-job.ts";
import { jobScope } from "../job-scope.ts";

const LEFT_AFTER_MS = 15_000;

/** Sends changes that were lost on their way to the queue, and ends those whose last ingestion was cancelled or failed. */
export const sweepGroupRules = defineSchedule({
  id: "sweep-group-rules",
  everyMinutes: 1,
  async run() {
    const { orgId, projectId, id: ruleId, runId } = groupRules;
    const left = await database()
      .select({ orgId, projectId, ruleId, runId })
      .from(groupRules)
      .where(
        and(
          inArray(groupRules.status, ["applying", "removing"]),
          lt(groupRules.queuedAt, new Date(Date.now() - LEFT_AFTER_MS)),
        ),
      );
    for (const run of left) {
      await send("group-rule/changed", run, run.runId);
      await settleRules(jobScope(run, "sweep-group-rules"));
    }
  },
});
