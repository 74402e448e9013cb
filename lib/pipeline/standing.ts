import { asc, inArray, isNotNull, sql } from "drizzle-orm";
import { decide, groupOf, type Aliases, type AppliedRule, type Decision, type Decisions } from "#engine";
import { groupRules, templates } from "#db/schema/index.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";

/** Everything that decides which group a template of the project counts as. */
export interface Standing {
  templates: TemplateRow[];
  aliases: Aliases;
  rules: AppliedRule[];
}

export interface TemplateRow {
  id: number;
  fingerprint: string;
  template: string;
  groupId: string;
  decided: Decision | null;
}

/** One change at a time in a project, or two could each choose the other's group. Held to the end of the transaction. */
export async function lockGroups(tx: Tx, scope: Scope): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`groups ${scope.projectId}`}, 0))`);
}

export async function loadStanding(tx: Tx, scope: Scope): Promise<Standing> {
  const { id, fingerprint, template, groupId, alias, decided } = templates;
  const rows = await tx
    .select({ id, fingerprint, template, groupId, alias, decided })
    .from(templates)
    .where(own(scope, templates));
  return {
    templates: rows,
    aliases: Object.fromEntries(rows.flatMap((row) => (row.alias === null ? [] : [[row.fingerprint, row.alias]]))),
    rules: await loadRules(tx, scope),
  };
}

/** The rules in force. */
export function loadRules(tx: Tx, scope: Scope): Promise<AppliedRule[]> {
  const { id, rule, heads } = groupRules;
  return tx
    .select({ id, rule, heads })
    .from(groupRules)
    .where(own(scope, groupRules, inArray(groupRules.status, ["applying", "active"])))
    .orderBy(asc(id));
}

/** What the rules made of the project's templates when its groups were last settled. */
export async function loadDecisions(tx: Tx, scope: Scope): Promise<Decisions> {
  const rows = await tx
    .select({ fingerprint: templates.fingerprint, decided: templates.decided })
    .from(templates)
    .where(own(scope, templates, isNotNull(templates.decided)));
  return Object.fromEntries(rows.flatMap(({ fingerprint, decided }) => (decided ? [[fingerprint, decided]] : [])));
}

/** fingerprint → the fingerprint of its group, for every template. */
export function groupsBy({ templates: rows, aliases, rules }: Standing): {
  decisions: Decisions;
  groupOf: (fingerprint: string) => string;
} {
  const decisions = decide(rows, aliases, rules);
  return { decisions, groupOf: (fingerprint) => decisions[fingerprint]?.group ?? groupOf(fingerprint, aliases) };
}
