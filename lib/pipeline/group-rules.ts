import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import type { AppliedGroupRule, GroupRulePreview } from "#contracts/group-rule.ts";
import { problemOf, type GroupRule } from "#engine";
import { groupRules } from "#db/schema/index.ts";
import { recordAudit } from "#lib/data/audit.ts";
import { announceRule, getGroupRule, MAX_GROUP_RULES } from "#lib/data/group-rules.ts";
import { findProject } from "#lib/data/ingestions.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { templatesWithVariable } from "./count-values.ts";
import { previewRule, type RulePreview } from "./preview-rule.ts";
import { loadStanding } from "./standing.ts";
import { storable } from "./storable.ts";

interface Input {
  projectId: string;
  rule: GroupRule;
}

const TRIAL_KEPT_MS = 3_600_000;

/**
 * What a rule would change, over everything that is stored. Templates and counts say it at once; only a `constant` needs lines,
 * which the worker reads: then there is a trial to ask for.
 */
export async function tryGroupRule(
  scope: Scope,
  { projectId, rule }: Input,
): Promise<{ trialId: string | null; preview: GroupRulePreview | null }> {
  const here = await inProject(scope, projectId);
  checkRule(rule);
  const counted = await inScope(here, (tx) => previewAtOnce(tx, here, rule));
  if (counted !== null) return { trialId: null, preview: counted.preview };
  const trialId = newId();
  await inScope(here, async (tx) => {
    const old = new Date(Date.now() - TRIAL_KEPT_MS);
    await tx
      .delete(groupRules)
      .where(own(here, groupRules, and(eq(groupRules.status, "trial"), lt(groupRules.createdAt, old))));
    await tx.insert(groupRules).values(newRule(here, trialId, rule, "trial"));
  });
  await announceRule(here, { projectId, ruleId: trialId }, "group-rule/tried");
  return { trialId, preview: null };
}

/** Puts a rule in force; a job counts the ingestions again that it concerns. */
export async function createGroupRule(
  scope: Scope,
  { projectId, rule }: Input,
): Promise<z.input<typeof AppliedGroupRule>> {
  const here = await inProject(scope, projectId);
  checkRule(rule);
  const ruleId = newId();
  await inScope(here, async (tx) => {
    await checkRoom(tx, here, rule);
    const counted = (await previewAtOnce(tx, here, rule)) ?? (await previewOfTrial(tx, here, rule));
    if (counted?.preview.refused) throw new AppError("unprocessable", counted.preview.refused);
    await tx.insert(groupRules).values({
      ...newRule(here, ruleId, rule, "applying"),
      ...(counted && { preview: storable(counted.preview), heads: counted.heads }),
    });
    await recordAudit(tx, here, "group_rule.created", rule.kind, { rule: JSON.stringify(rule).slice(0, 1000) });
  });
  await announceRule(here, { projectId, ruleId }, "group-rule/changed");
  return getGroupRule(here, { projectId, ruleId });
}

/** A scope of this very project; throws `not_found` for another tenant's. */
async function inProject(scope: Scope, projectId: string): Promise<Scope> {
  await findProject(scope, projectId);
  return { ...scope, projectId };
}

function checkRule(rule: GroupRule): void {
  const problem = problemOf(rule);
  if (problem !== null) throw new AppError("unprocessable", problem);
}

/** Null where lines must be read for it. */
async function previewAtOnce(tx: Tx, scope: Scope, rule: GroupRule): Promise<RulePreview | null> {
  if (rule.kind === "constant") {
    const { templates } = await loadStanding(tx, scope);
    if (templatesWithVariable(templates, { ...rule, kind: "constant" }).length > 0) return null;
  }
  return previewRule(tx, scope, rule);
}

/** Counted a while ago for the same rule; without one the job counts before it begins. */
async function previewOfTrial(tx: Tx, scope: Scope, rule: GroupRule): Promise<RulePreview | null> {
  const [trial] = await tx
    .select({ preview: groupRules.preview })
    .from(groupRules)
    .where(own(scope, groupRules, and(eq(groupRules.status, "trial"), isSameRule(rule), sql`preview is not null`)))
    .limit(1);
  return trial?.preview == null ? null : { preview: trial.preview, heads: [] };
}

async function checkRoom(tx: Tx, scope: Scope, rule: GroupRule): Promise<void> {
  const inForce = inArray(groupRules.status, ["applying", "active"]);
  const rules = await tx
    .select({ same: sql<boolean>`${isSameRule(rule)}` })
    .from(groupRules)
    .where(own(scope, groupRules, inForce));
  if (rules.some(({ same }) => same)) throw new AppError("conflict", "This rule is in force already.");
  if (rules.length >= MAX_GROUP_RULES) {
    throw new AppError("conflict", `A project has at most ${MAX_GROUP_RULES} rules. Remove one that is not needed.`);
  }
}

const isSameRule = (rule: GroupRule) => sql`${groupRules.rule} = ${JSON.stringify(storable(rule))}::jsonb`;

const newRule = (scope: Scope, id: string, rule: GroupRule, status: "trial" | "applying") => ({
  id,
  orgId: scope.orgId,
  projectId: scope.projectId ?? "",
  rule: storable(rule),
  status,
  runId: newId(),
  createdBy: scope.actor.name,
});
