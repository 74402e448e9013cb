import { failTrial, tryOnStored } from "#lib/pipeline/try-rule.ts";
import { defineJob } from "../define-job.ts";
import { jobScope } from "../job-scope.ts";

/** Reads stored ingestions with a rule that is not saved yet. */
export const tryRule = defineJob({
  id: "try-rule",
  event: "rule/tried",
  retries: 1,
  async run({ data, step }) {
    const scope = jobScope(data, "try-rule");
    await step.run("read", () => tryOnStored(scope, data.trialId));
  },
  async onFailure({ data, error }) {
    await failTrial(jobScope(data, "try-rule"), data.trialId, error.message);
  },
});
