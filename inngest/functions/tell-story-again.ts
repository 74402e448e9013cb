import { settleRules } from "#lib/pipeline/apply-rule.ts";
import { log } from "#lib/log.ts";
import { defineJob } from "../define-job.ts";
import { jobScope } from "../job-scope.ts";

/** From stored digests to stories, after clocks or suppressions changed. */
export const tellStoryAgain = defineJob({
  id: "tell-story-again",
  event: "story/outdated",
  retries: 3,
  async run({ data, step }) {
    await step.run("settle", () => settleRules(jobScope(data, "tell-story-again")));
  },
  onFailure({ data, error }) {
    log().warn({ err: error, projectId: data.projectId }, "stories stay as they were told until the next sweep");
    return Promise.resolve();
  },
});
