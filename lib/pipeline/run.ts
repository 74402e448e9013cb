import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { ingestions } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";

/** One attempt at analysing an ingestion. A retry makes a new one, and the old one finds itself stale. */
export interface Run {
  ingestionId: string;
  runId: string;
}

type Progress = PgUpdateSetSource<typeof ingestions>;

/** Takes the run up, at first or after a kill. False: it was cancelled, replaced or removed, there is nothing to do. */
export function startRun(scope: Scope, run: Run): Promise<boolean> {
  return inScope(scope, async (tx) => {
    const { rowCount } = await tx
      .update(ingestions)
      .set({
        status: "running",
        stage: sql`case when ${ingestions.status} = 'queued' then 'read' else ${ingestions.stage} end`,
        startedAt: sql`coalesce(${ingestions.startedAt}, now())`,
        failure: null,
      })
      .where(isRun(scope, run, inArray(ingestions.status, ["queued", "running"])));
    return rowCount === 1;
  });
}

/**
 * Writes progress, in the transaction of the work that made it. Throws `cancelled` when someone cancelled, replaced or removed
 * the run meanwhile, or when `condition` does not hold, which rolls that work back.
 */
export async function advance(tx: Tx, scope: Scope, run: Run, progress: Progress, condition?: SQL): Promise<void> {
  const { rowCount } = await tx
    .update(ingestions)
    .set(progress)
    .where(isRun(scope, run, eq(ingestions.status, "running"), condition));
  if (rowCount !== 1) throw new AppError("cancelled", "The analysis was stopped.");
}

/** Ends the run as failed, with words for a person. What was committed stays readable. */
export function failRun(scope: Scope, run: Run, failure: string): Promise<void> {
  return inScope(scope, async (tx) => {
    await tx
      .update(ingestions)
      .set({ status: "failed", failure, finishedAt: new Date(), eventsPerSecond: null })
      .where(isRun(scope, run, inArray(ingestions.status, ["queued", "running"])));
  });
}

const isRun = (scope: Scope, run: Run, ...conditions: (SQL | undefined)[]) =>
  own(scope, ingestions, eq(ingestions.id, run.ingestionId), and(eq(ingestions.runId, run.runId), ...conditions));
