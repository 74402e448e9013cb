import { and, eq, inArray } from "drizzle-orm";
import { groupRules, ingestions } from "#db/schema/index.ts";
import { changeGroupRule } from "#jobs/functions/change-group-rule.ts";
import { tryGroupRule as tryJob } from "#jobs/functions/try-group-rule.ts";
import type { GroupRule } from "#engine";
import type { GroupRulePreview } from "#contracts/group-rule.ts";
import { getGroupRule, removeGroupRule } from "#lib/data/group-rules.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { createGroupRule, tryGroupRule } from "../group-rules.ts";
import { analyse } from "./ingest.ts";

const projectOf = (scope: Scope): string => scope.projectId ?? "";
const step = { run: <T>(_: string, work: () => Promise<T>) => work() };

/** Runs the job of a rule here and now, and those of the ingestions that it sends to be read again. */
export async function settle(scope: Scope, ruleId: string): Promise<void> {
  const data = await runOfRule(scope, ruleId);
  try {
    await changeGroupRule.run({ data, step });
  } catch (error) {
    await changeGroupRule.onFailure({ data, error: error as Parameters<typeof changeGroupRule.onFailure>[0]["error"] });
    return;
  }
  const queued = await inScope(scope, (tx) =>
    tx
      .select({ id: ingestions.id })
      .from(ingestions)
      .where(own(scope, ingestions, inArray(ingestions.status, ["queued"]))),
  );
  for (const { id } of queued) await analyse(scope, id);
}

/** Applies a rule to the end. */
export async function applyRule(scope: Scope, rule: GroupRule) {
  const { id } = await createGroupRule(scope, { projectId: projectOf(scope), rule });
  await settle(scope, id);
  return getGroupRule(scope, { projectId: projectOf(scope), ruleId: id });
}

export async function removeRule(scope: Scope, ruleId: string): Promise<void> {
  await removeGroupRule(scope, { projectId: projectOf(scope), ruleId });
  await settle(scope, ruleId);
}

/** What the rule would do, as the page learns it. */
export async function previewOf(scope: Scope, rule: GroupRule): Promise<GroupRulePreview | null> {
  const { trialId, preview } = await tryGroupRule(scope, { projectId: projectOf(scope), rule });
  if (trialId === null) return preview;
  await tryJob.run({ data: await runOfRule(scope, trialId), step });
  return (await getGroupRule(scope, { projectId: projectOf(scope), ruleId: trialId })).preview;
}

export async function runOfRule(scope: Scope, ruleId: string) {
  const [row] = await inScope(scope, (tx) =>
    tx
      .select({ runId: groupRules.runId })
      .from(groupRules)
      .where(own(scope, groupRules, and(eq(groupRules.id, ruleId)))),
  );
  return { orgId: scope.orgId, projectId: projectOf(scope), ruleId, runId: row?.runId ?? "" };
}
