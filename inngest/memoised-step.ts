import { and, eq } from "drizzle-orm";
import { database } from "#db/client.ts";
import { jobSteps } from "#db/schema/index.ts";
import type { Step } from "./define-job.ts";

/** Steps whose results are kept in a table: one with a row there is not run again, whatever happened to the process. */
export function memoisedStep(runId: string): Step {
  const used = new Set<string>();
  return {
    async run<T>(stepId: string, work: () => Promise<T>): Promise<T> {
      if (used.has(stepId)) throw new Error(`step ${stepId} is used twice`);
      used.add(stepId);
      const db = database();
      const mine = and(eq(jobSteps.runId, runId), eq(jobSteps.stepId, stepId));
      const [kept] = await db.select({ output: jobSteps.output }).from(jobSteps).where(mine);
      // safe because the row was written below, for the same step of the same run
      if (kept) return (kept.output as { value: T }).value;
      const output = JSON.stringify({ value: await work() });
      const parsed = JSON.parse(output) as { value: T };
      await db.insert(jobSteps).values({ runId, stepId, output: parsed }).onConflictDoNothing();
      return parsed.value;
    },
  };
}

/** Once the run is over. */
export async function forgetSteps(runId: string): Promise<void> {
  await database().delete(jobSteps).where(eq(jobSteps.runId, runId));
}
