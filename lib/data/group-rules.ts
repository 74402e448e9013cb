import { and, desc, eq, inArray, isNotNull, ne, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import type { AppliedGroupRule } from "#contracts/group-rule.ts";
import { groupRules, ingestions } from "#db/schema/index.ts";
import { send } from "#jobs/client.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";
import { findProject } from "./ingestions.ts";

type View = z.input<typeof AppliedGroupRule>;
type Row = typeof groupRules.$inferSelect;
interface InProject {
  projectId: string;
}
interface OfRule extends InProject {
  ruleId: string;
}

/** So many rules of one project can be in force. */
export const MAX_GROUP_RULES = 200;

/** Newest first; trials are left out. */
export async function listGroupRules(scope: Scope, input: InProject): Promise<{ items: View[] }> {
  await findProject(scope, input.projectId);
  return inScope(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(groupRules)
      .where(ofProject(scope, input, ne(groupRules.status, "trial")))
      .orderBy(desc(groupRules.id))
      .limit(MAX_GROUP_RULES * 2);
    const left = await countOutdated(tx, scope, input.projectId);
    return { items: rows.map((row) => toView(row, left)) };
  });
}

export function getGroupRule(scope: Scope, input: OfRule): Promise<View> {
  return inScope(scope, async (tx) =>
    toView(await findRule(tx, scope, input), await countOutdated(tx, scope, input.projectId)),
  );
}

/** Takes the rule back; the groups are counted again without it by a job. */
export async function removeGroupRule(scope: Scope, input: OfRule): Promise<View> {
  const runId = newId();
  await inScope(scope, async (tx) => {
    const { id, rule, status } = await findRule(tx, scope, input);
    if (status === "trial") throw new AppError("not_found", "There is no such rule.");
    const change = { status: "removing" as const, runId, queuedAt: new Date(), ingestions: null, failure: null };
    await tx
      .update(groupRules)
      .set(change)
      .where(ofProject(scope, input, eq(groupRules.id, id)));
    await recordAudit(tx, scope, "group_rule.removed", rule.kind, { rule: JSON.stringify(rule).slice(0, 1000) });
  });
  await announceRule(scope, input, "group-rule/changed");
  return getGroupRule(scope, input);
}

/** Tells the worker. If that fails, the sweep does it. */
export async function announceRule(
  scope: Scope,
  input: OfRule,
  event: "group-rule/changed" | "group-rule/tried",
): Promise<void> {
  const { runId } = await inScope(scope, (tx) => findRule(tx, scope, input));
  const data = { orgId: scope.orgId, projectId: input.projectId, ruleId: input.ruleId, runId };
  await send(event, data, runId).catch((error: unknown) =>
    log().warn({ err: error, ruleId: input.ruleId }, "could not announce a group rule"),
  );
}

/** The row of a rule or a trial; throws `not_found` for another tenant's. */
async function findRule(tx: Tx, scope: Scope, input: OfRule): Promise<Row> {
  const [row] = await tx
    .select()
    .from(groupRules)
    .where(ofProject(scope, input, eq(groupRules.id, input.ruleId)));
  if (row === undefined) throw new AppError("not_found", "There is no such rule: it may have been taken back.");
  return row;
}

/** Ingestions of the project that are still to be counted or read again. */
async function countOutdated(tx: Tx, scope: Scope, projectId: string): Promise<number> {
  const [row] = await tx
    .select({ left: sql<number>`count(*)::int` })
    .from(ingestions)
    .where(
      own(
        scope,
        ingestions,
        and(
          eq(ingestions.projectId, projectId),
          isNotNull(ingestions.outdated),
          inArray(ingestions.status, ["queued", "running", "done"]),
        ),
      ),
    );
  return row?.left ?? 0;
}

function toView(row: Row, left: number): View {
  const { id, rule, status, failure, preview, createdBy, ingestions: total } = row;
  const busy = status === "applying" || status === "removing";
  const progress = busy && total !== null ? { done: Math.max(0, total - left), total } : null;
  return { id, rule, status, failure, preview, createdBy, createdAt: row.createdAt.toISOString(), progress };
}

const ofProject = (scope: Scope, { projectId }: InProject, condition?: SQL) =>
  own(scope, groupRules, eq(groupRules.projectId, projectId), condition);
