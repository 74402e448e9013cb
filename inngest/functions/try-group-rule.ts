import { countRule, failRule } from "#lib/pipeline/apply-rule.ts";
import { defineJob } from "../define-job.ts";
import { jobScope } from "../job-scope.ts";

/** Counts what a rule would change whose effect only the lines can tell. */
export const tryGroupRule = defineJob({
  id: "try-group-rule",
  event: "group-rule/tried",
  retries: 1,
  async run({ data, step }) {
    const scope = jobScope(data, "try-group-rule");
    await step.run("count", () => countRule(scope, data));
  },
  async onFailure({ data, error }) {
    await failRule(jobScope(data, "try-group-rule"), data, error.message);
  },
});
