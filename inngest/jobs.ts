import type { Job, Schedule } from "./define-job.ts";
import { analyseIngestion } from "./functions/analyse-ingestion.ts";
import { sweepIngestions } from "./functions/sweep-ingestions.ts";

export const jobs: readonly Job[] = [analyseIngestion];
export const schedules: readonly Schedule[] = [sweepIngestions];
