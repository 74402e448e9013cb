import { asc, desc, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { compileRule, type Rule } from "#engine";
import { LATEST_INGESTIONS, MAX_RULES, type ProjectRule } from "#contracts/rule.ts";
import { readRuleText } from "#contracts/rule-text.ts";
import { findings, ingestions, projectRules } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";
import { findProject } from "./ingestions.ts";

type View = z.input<typeof ProjectRule>;
type Row = typeof projectRules.$inferSelect;
interface InProject {
  projectId: string;
}

/** By id, so that the categories stand together. */
export async function listRules(scope: Scope, { projectId }: InProject): Promise<{ items: View[] }> {
  await findProject(scope, projectId);
  return inScope(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(projectRules)
      .where(inProject(scope, projectId))
      .orderBy(asc(projectRules.ruleId))
      .limit(MAX_RULES);
    return { items: await toRules(tx, scope, projectId, rows) };
  });
}

export async function createRule(scope: Scope, { projectId, text }: InProject & { text: string }): Promise<View> {
  await findProject(scope, projectId);
  const rule = provenRule(text);
  return inScope(scope, async (tx) => {
    const [{ count } = { count: 0 }] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(projectRules)
      .where(inProject(scope, projectId));
    if (count >= MAX_RULES) throw new AppError("conflict", `A project has at most ${MAX_RULES} rules.`);
    const by = scope.actor.name;
    const [row] = await tx
      .insert(projectRules)
      .values({
        id: newId(),
        orgId: scope.orgId,
        projectId,
        ruleId: rule.id,
        text,
        document: rule.own ?? {},
        createdBy: by,
        updatedBy: by,
      })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) throw new AppError("conflict", `There is a rule ${rule.id} already.`);
    await recordAudit(tx, scope, "rule.created", rule.id);
    return viewOf(tx, scope, row);
  });
}

export async function updateRule(
  scope: Scope,
  input: InProject & { id: string; text?: string | undefined; enabled?: boolean | undefined },
): Promise<View> {
  const { projectId, id, text, enabled } = input;
  const before = await inScope(scope, (tx) => findRule(tx, scope, input));
  const rule = text === undefined ? null : provenRule(text);
  return inScope(scope, async (tx) => {
    const taken =
      rule !== null &&
      rule.id !== before.ruleId &&
      (await tx.$count(projectRules, inProject(scope, projectId, eq(projectRules.ruleId, rule.id)))) > 0;
    if (taken) throw new AppError("conflict", `There is a rule ${rule.id} already.`);
    const [row] = await tx
      .update(projectRules)
      .set({
        ...(rule !== null && { ruleId: rule.id, text, document: rule.own ?? {} }),
        ...(enabled !== undefined && { enabled }),
        version: sql`${projectRules.version} + 1`,
        updatedBy: scope.actor.name,
        updatedAt: new Date(),
      })
      .where(inProject(scope, projectId, eq(projectRules.id, id)))
      .returning();
    if (row === undefined) throw new AppError("not_found", "There is no such rule.");
    const action = rule !== null ? "rule.changed" : row.enabled ? "rule.enabled" : "rule.disabled";
    await recordAudit(tx, scope, action, row.ruleId);
    return viewOf(tx, scope, row);
  });
}

export function removeRule(scope: Scope, input: InProject & { id: string }): Promise<Record<string, never>> {
  return inScope(scope, async (tx) => {
    const { ruleId } = await findRule(tx, scope, input);
    await tx.delete(projectRules).where(inProject(scope, input.projectId, eq(projectRules.id, input.id)));
    await recordAudit(tx, scope, "rule.deleted", ruleId);
    return {};
  });
}

/** The rule of a text; `invalid` with the first problem and its place unless its samples pass. */
export function provenRule(text: string): Rule {
  const { rule, problems } = readRuleText(text);
  if (rule !== null) return rule;
  const [first] = problems;
  throw new AppError(
    "invalid",
    `Line ${first?.line ?? 1}, column ${first?.column ?? 1}: ${first?.message ?? "not a rule"}.`,
  );
}

const inProject = (scope: Scope, projectId: string, ...conditions: (SQL | undefined)[]) =>
  own(scope, projectRules, eq(projectRules.projectId, projectId), ...conditions);

async function findRule(tx: Tx, scope: Scope, { projectId, id }: InProject & { id: string }): Promise<Row> {
  const [row] = await tx
    .select()
    .from(projectRules)
    .where(inProject(scope, projectId, eq(projectRules.id, id)));
  if (row === undefined) throw new AppError("not_found", "There is no such rule.");
  return row;
}

async function viewOf(tx: Tx, scope: Scope, row: Row): Promise<View> {
  const [view] = await toRules(tx, scope, row.projectId, [row]);
  if (view === undefined) throw new AppError("not_found", "There is no such rule.");
  return view;
}

async function toRules(tx: Tx, scope: Scope, projectId: string, rows: readonly Row[]): Promise<View[]> {
  const { of, byRule } = await firedLately(
    tx,
    scope,
    projectId,
    rows.map(({ ruleId }) => ruleId),
  );
  return rows.flatMap((row) => {
    const { rule } = compileRule(row.document);
    // Only an engine that reads rules otherwise refuses what it took before.
    if (rule === null) return [];
    return {
      id: row.id,
      ruleId: row.ruleId,
      title: rule.title,
      category: rule.category,
      severity: rule.severity,
      text: row.text,
      enabled: row.enabled,
      version: row.version,
      createdBy: row.createdBy,
      createdAt: row.createdAt.toISOString(),
      updatedBy: row.updatedBy,
      updatedAt: row.updatedAt.toISOString(),
      fired: { of, ...(byRule.get(row.ruleId) ?? { ingestions: 0, events: 0, last: null }) },
    };
  });
}

type Fired = Omit<View["fired"], "of">;

/** How often rules fired in the latest ingestions that were analysed. */
async function firedLately(tx: Tx, scope: Scope, projectId: string, ruleIds: readonly string[]) {
  const latest = await tx
    .select({ id: ingestions.id, at: ingestions.createdAt })
    .from(ingestions)
    .where(own(scope, ingestions, eq(ingestions.projectId, projectId), eq(ingestions.status, "done")))
    .orderBy(desc(ingestions.id))
    .limit(LATEST_INGESTIONS);
  const at = new Map(latest.map((one) => [one.id, one.at.toISOString()]));
  const rows =
    latest.length === 0 || ruleIds.length === 0
      ? []
      : await tx
          .select({
            rule: findings.rule,
            ingestions: sql<number>`count(distinct ${findings.ingestionId})::int`,
            events: sql<number>`coalesce(sum((${findings.finding} ->> 'count')::numeric), 0)`.mapWith(Number),
            last: sql<string>`max(${findings.ingestionId}::text)`,
          })
          .from(findings)
          .where(
            own(
              scope,
              findings,
              inArray(findings.rule, [...ruleIds]),
              inArray(
                findings.ingestionId,
                latest.map(({ id }) => id),
              ),
            ),
          )
          .groupBy(findings.rule);
  const byRule = new Map<string, Fired>(
    rows.map(({ rule, last, ...counts }) => [rule, { ...counts, last: { ingestionId: last, at: at.get(last) ?? "" } }]),
  );
  return { of: latest.length, byRule };
}
