import { asc, eq } from "drizzle-orm";
import { compileRule, type Rule, type Suppression } from "#engine";
import { projectRules, suppressions } from "#db/schema/index.ts";
import { isActive } from "#lib/data/suppressions.ts";
import { log } from "#lib/log.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";

/** The project's own rules that are switched on. */
export async function loadProjectRules(scope: Scope): Promise<Rule[]> {
  const rows = await inScope(scope, (tx) =>
    tx
      .select({ ruleId: projectRules.ruleId, document: projectRules.document })
      .from(projectRules)
      .where(own(scope, projectRules, eq(projectRules.enabled, true)))
      .orderBy(asc(projectRules.ruleId)),
  );
  return rows.flatMap(({ ruleId, document }) => {
    const { rule, problems } = compileRule(document);
    if (rule === null) log().warn({ ruleId, problems }, "a project's rule is no longer understood");
    return rule ?? [];
  });
}

/** The project's suppressions that act now, the oldest first. */
export async function loadSuppressions(tx: Tx, scope: Scope): Promise<Suppression[]> {
  const rows = await tx
    .select()
    .from(suppressions)
    .where(own(scope, suppressions, isActive()))
    .orderBy(asc(suppressions.createdAt), asc(suppressions.id));
  return rows.map(({ id, rule, service, fingerprint }) => ({ id, rule, service, group: fingerprint }));
}
