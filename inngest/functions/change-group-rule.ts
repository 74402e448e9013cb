import { beginRule, countRule, failRule, settleRules } from "#lib/pipeline/apply-rule.ts";
import { recountNext } from "#lib/pipeline/recount.ts";
import { defineJob } from "../define-job.ts";
import { jobScope } from "../job-scope.ts";

/** Puts a rule over the groups in force, or takes it back: ingestion by ingestion, each a step of its own. */
export const changeGroupRule = defineJob({
  id: "change-group-rule",
  event: "group-rule/changed",
  retries: 3,
  async run({ data, step }) {
    const scope = jobScope(data, "change-group-rule");
    await step.run("count", () => countRule(scope, data));
    await step.run("begin", () => beginRule(scope, data));
    for (let at = 1; await step.run(`ingestion ${at}`, () => recountNext(scope)); at++) continue;
    await step.run("settle", () => settleRules(scope));
  },
  async onFailure({ data, error }) {
    await failRule(jobScope(data, "change-group-rule"), data, error.message);
  },
});
