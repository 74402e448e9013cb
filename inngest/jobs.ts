import type { Job, Schedule } from "./define-job.ts";
import { analyseIngestion } from "./functions/analyse-ingestion.ts";
import { changeGroupRule } from "./functions/change-group-rule.ts";
import { sweepBlobs } from "./functions/sweep-blobs.ts";
import { sweepGroupRules } from "./functions/sweep-group-rules.ts";
import { sweepIngestions } from "./functions/sweep-ingestions.ts";
import { sweepStories } from "./functions/sweep-stories.ts";
import { tellStoryAgain } from "./functions/tell-story-again.ts";
import { tryGroupRule } from "./functions/try-group-rule.ts";
import { tryRule } from "./functions/try-rule.ts";

export const jobs: readonly Job[] = [analyseIngestion, changeGroupRule, tryGroupRule, tellStoryAgain, tryRule];
export const schedules: readonly Schedule[] = [sweepIngestions, sweepGroupRules, sweepStories, sweepBlobs];
