import { and, eq, inArray, isNotNull, not, exists, sql } from "drizzle-orm";
import { isKept, tokenPattern, type GroupRule, type TokenRule } from "#engine";
import { groupRules, ingestionGroups, ingestions, sources } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { announce } from "#lib/data/ingestions.ts";
import { newRun } from "#lib/data/new-run.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { countValues } from "./count-values.ts";
import { previewRule } from "./preview-rule.ts";
import { recountNext } from "./recount.ts";
import { regroup } from "./regroup.ts";
import { loadStanding, lockGroups } from "./standing.ts";
import { storable } from "./storable.ts";

/** One change of a rule. A newer one makes it stale. */
export interface RuleRun {
  ruleId: string;
  runId: string;
}

/** Counts what a rule would change that needs lines to say so. Nothing where it is counted, or taken back. */
export async function countRule(scope: Scope, run: RuleRun): Promise<{ values: number }> {
  const row = await findRun(scope, run);
  const rule = row?.rule;
  if (rule === undefined || !isConstant(rule) || row?.status === "removing" || row?.preview != null)
    return { values: 0 };
  const values = await countValues(scope, rule);
  const { preview } = await inScope(scope, async (tx) => {
    const counted = await previewRule(tx, scope, rule, values);
    await tx
      .update(groupRules)
      .set({ preview: storable(counted.preview) })
      .where(isRun(scope, run));
    return counted;
  });
  if (row?.status === "applying" && preview.refused !== null) throw new AppError("unprocessable", preview.refused);
  return { values: values.distinct };
}

/** Groups the project's templates anew and marks the ingestions that this concerns. Twice does the same. */
export async function beginRule(scope: Scope, run: RuleRun): Promise<{ ingestions: number }> {
  return inScope(scope, async (tx) => {
    await lockGroups(tx, scope);
    const [row] = await tx.select().from(groupRules).where(isRun(scope, run)).for("update");
    if (row === undefined || row.ingestions !== null) return { ingestions: row?.ingestions ?? 0 };
    await regroup(tx, scope);
    if (isConstant(row.rule)) await markUnread(tx, scope, row.rule, row.status === "applying");
    const [counted] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(ingestions)
      .where(own(scope, ingestions, waiting));
    await tx
      .update(groupRules)
      .set({ ingestions: counted?.count ?? 0 })
      .where(isRun(scope, run));
    return { ingestions: counted?.count ?? 0 };
  });
}

/**
 * Brings everything that is outdated on its way: what only counts is counted, what must be read gets a new run. Then the rules
 * that nothing waits for any more are in force, or gone.
 */
export async function settleRules(scope: Scope): Promise<{ read: number }> {
  while (await recountNext(scope)) continue;
  const unread = await inScope(scope, (tx) =>
    tx
      .select({ id: ingestions.id })
      .from(ingestions)
      .where(own(scope, ingestions, eq(ingestions.status, "done"), eq(ingestions.outdated, "read"))),
  );
  for (const { id } of unread) await readAgain(scope, id);
  await inScope(scope, async (tx) => {
    const begun = and(
      isNotNull(groupRules.ingestions),
      not(
        exists(
          tx
            .select({ one: sql`1` })
            .from(ingestions)
            .where(own(scope, ingestions, waiting)),
        ),
      ),
    );
    await tx
      .update(groupRules)
      .set({ status: "active" })
      .where(own(scope, groupRules, eq(groupRules.status, "applying"), begun));
    await tx.delete(groupRules).where(own(scope, groupRules, eq(groupRules.status, "removing"), begun));
  });
  return { read: unread.length };
}

/** A rule that could not be applied is not in force, and the groups are as they are without it. A trial says why. */
export async function failRule(scope: Scope, run: RuleRun, failure: string): Promise<void> {
  await inScope(scope, async (tx) => {
    await lockGroups(tx, scope);
    const status = sql`case ${groupRules.status} when 'trial' then 'trial' else 'failed' end`;
    await tx.update(groupRules).set({ status, failure }).where(isRun(scope, run));
    await regroup(tx, scope);
  });
}

const waiting = and(isNotNull(ingestions.outdated), inArray(ingestions.status, ["queued", "running", "done"]));

const isConstant = (rule: GroupRule): rule is TokenRule & { kind: "constant" } => rule.kind === "constant";

async function findRun(scope: Scope, run: RuleRun) {
  const [row] = await inScope(scope, (tx) => tx.select().from(groupRules).where(isRun(scope, run)));
  return row;
}

const isRun = (scope: Scope, { ruleId, runId }: RuleRun) =>
  own(scope, groupRules, and(eq(groupRules.id, ruleId), eq(groupRules.runId, runId)));

/** The lines are needed: with the rule for the value, without it for what the masks say. */
async function markUnread(tx: Tx, scope: Scope, rule: TokenRule, applied: boolean): Promise<void> {
  const pattern = tokenPattern(rule);
  const { templates } = await loadStanding(tx, scope);
  const concerned = templates.filter(({ fingerprint, template }) => {
    const found = pattern.match(template);
    return applied ? found === "<*>" : found !== null && found !== "<*>" && isKept(fingerprint);
  });
  const one = JSON.stringify(concerned.map(({ fingerprint }) => fingerprint));
  const met = tx
    .select({ one: sql`1` })
    .from(ingestionGroups)
    .where(
      and(
        eq(ingestionGroups.ingestionId, ingestions.id),
        sql`${ingestionGroups.memberCounts} ?| (select array_agg(value) from jsonb_array_elements_text(${one}::jsonb))`,
      ),
    );
  await tx
    .update(ingestions)
    .set({ outdated: "read" })
    .where(own(scope, ingestions, inArray(ingestions.status, ["running", "done"]), exists(met)));
}

/** Where the stored bytes are gone, what was read is all there is: it stays. */
async function readAgain(scope: Scope, ingestionId: string): Promise<void> {
  const again = await isStored(scope, ingestionId);
  await inScope(scope, async (tx) => {
    await tx
      .update(ingestions)
      .set(again ? newRun() : { outdated: null })
      .where(own(scope, ingestions, eq(ingestions.id, ingestionId), eq(ingestions.status, "done")));
  });
  if (again) await announce(scope, { projectId: scope.projectId ?? "", ingestionId });
}

async function isStored(scope: Scope, ingestionId: string): Promise<boolean> {
  const files = await inScope(scope, (tx) =>
    tx
      .select({ index: sources.index })
      .from(sources)
      .where(own(scope, sources, eq(sources.ingestionId, ingestionId))),
  );
  for (const { index } of files) {
    const key = blobKey.source(scope.orgId, scope.projectId ?? "", ingestionId, index);
    const found = await blobs()
      .readRange(key, 0, 1)
      .then(
        () => true,
        () => false,
      );
    if (!found) return false;
  }
  return true;
}
