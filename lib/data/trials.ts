import { eq, lt } from "drizzle-orm";
import type { z } from "zod";
import type { RuleTrial } from "#contracts/rule.ts";
import { ruleTrials } from "#db/schema/index.ts";
import { send } from "#jobs/client.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { findProject } from "./ingestions.ts";
import { provenRule } from "./rules.ts";

type View = z.input<typeof RuleTrial>;
const KEPT_MS = 24 * 3600 * 1000;

/** Has the worker read the latest stored ingestions with a rule that is not saved. */
export async function tryRule(scope: Scope, { projectId, text }: { projectId: string; text: string }): Promise<View> {
  await findProject(scope, projectId);
  const document = provenRule(text).own ?? {};
  const id = newId();
  const row = await inScope(scope, async (tx) => {
    const old = lt(ruleTrials.createdAt, new Date(Date.now() - KEPT_MS));
    await tx.delete(ruleTrials).where(own(scope, ruleTrials, eq(ruleTrials.projectId, projectId), old));
    const [made] = await tx
      .insert(ruleTrials)
      .values({ id, orgId: scope.orgId, projectId, document, status: "queued", createdBy: scope.actor.name })
      .returning();
    return made;
  });
  if (row === undefined) throw new AppError("internal", "The trial was not stored.");
  await send("rule/tried", { orgId: scope.orgId, projectId, trialId: id }, id);
  return toTrial(row);
}

export function getTrial(scope: Scope, { projectId, trialId }: { projectId: string; trialId: string }): Promise<View> {
  return inScope(scope, async (tx) => {
    const [row] = await tx
      .select()
      .from(ruleTrials)
      .where(own(scope, ruleTrials, eq(ruleTrials.projectId, projectId), eq(ruleTrials.id, trialId)));
    if (row === undefined) throw new AppError("not_found", "There is no such trial: they are kept for a day.");
    return toTrial(row);
  });
}

function toTrial({ id, status, failure, total, results }: typeof ruleTrials.$inferSelect): View {
  return { id, status, failure, total, results };
}
