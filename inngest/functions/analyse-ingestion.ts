import { settleRules } from "#lib/pipeline/apply-rule.ts";
import { detectFindings, tellStory } from "#lib/pipeline/detect.ts";
import { groupEvents } from "#lib/pipeline/group.ts";
import { readSources } from "#lib/pipeline/read.ts";
import { resetIngestion } from "#lib/pipeline/reset.ts";
import { failRun, startRun } from "#lib/pipeline/run.ts";
import { defineJob } from "../define-job.ts";
import { jobScope } from "../job-scope.ts";

/** From stored bytes to the story. */
export const analyseIngestion = defineJob({
  id: "analyse-ingestion",
  event: "ingestion/received",
  retries: 3,
  async run({ data, step }) {
    const scope = jobScope(data, "analyse-ingestion");
    if (!(await startRun(scope, data))) return;
    await step.run("reset", () => resetIngestion(scope, data));
    await step.run("read", () => readSources(scope, data));
    await step.run("group", () => groupEvents(scope, data));
    await step.run("detect", () => detectFindings(scope, data));
    await step.run("tell", () => tellStory(scope, data));
    // Rules may have changed meanwhile.
    await step.run("settle", () => settleRules(scope));
  },
  async onFailure({ data, error }) {
    await failRun(jobScope(data, "analyse-ingestion"), data, error.message);
  },
});
