import { and, eq, exists, inArray, isNotNull, sql } from "drizzle-orm";
import { ENGINE_VERSION, type Decision, type Decisions } from "#engine";
import { groups, ingestionGroups, ingestions, templates } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { groupsBy, loadRules, loadStanding, type TemplateRow } from "./standing.ts";
import { storableJson } from "./storable.ts";

/**
 * Points every template of the project at the group that its merges and rules say, and marks the ingestions whose groups this
 * changes as outdated. Events are not touched. The caller holds the project's lock.
 */
export async function regroup(tx: Tx, scope: Scope): Promise<Decisions> {
  if ((await loadRules(tx, scope)).length === 0 && !(await isDecided(tx, scope))) return {};
  const standing = await loadStanding(tx, scope);
  const { decisions, groupOf } = groupsBy(standing);
  const wanted = standing.templates.map((row) => ({ row, group: groupOf(row.fingerprint) }));
  const idOf = await ensureGroups(
    tx,
    scope,
    wanted.map(({ row, group }) => ({ group, template: decisions[row.fingerprint]?.title ?? row.template, like: row })),
  );
  const changed = wanted.flatMap(({ row, group }) => {
    const decided = decisions[row.fingerprint] ?? null;
    const groupId = idOf.get(group) ?? row.groupId;
    return groupId === row.groupId && isSame(decided, row.decided) ? [] : [{ row, decided, groupId }];
  });
  if (changed.length === 0) return decisions;
  await markOutdated(tx, scope, [...new Set(changed.flatMap(({ row, groupId }) => [row.groupId, groupId]))]);
  const rows = changed.map(({ row, decided, groupId }) => ({ id: row.id, group_id: groupId, decided }));
  await tx.execute(sql`
    update templates set group_id = new.group_id, decided = new.decided
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as new (id bigint, group_id uuid, decided jsonb)
    where templates.id = new.id and templates.project_id = ${scope.projectId}::uuid`);
  return decisions;
}

/** Ingestions that have one of these groups. Those that have not got to their groups yet find the new ones by themselves. */
export async function markOutdated(tx: Tx, scope: Scope, groupIds: readonly string[]): Promise<void> {
  // As one parameter: there may be a hundred thousand.
  const one = sql`select jsonb_array_elements_text(${JSON.stringify(groupIds)}::jsonb)::uuid`;
  const met = tx
    .select({ one: sql`1` })
    .from(ingestionGroups)
    .where(and(eq(ingestionGroups.ingestionId, ingestions.id), sql`${ingestionGroups.groupId} in (${one})`));
  await tx
    .update(ingestions)
    .set({ outdated: sql`case ${ingestions.outdated} when 'read' then 'read' else 'count' end` })
    .where(own(scope, ingestions, inArray(ingestions.status, ["running", "done"]), exists(met)));
}

async function isDecided(tx: Tx, scope: Scope): Promise<boolean> {
  const rows = await tx
    .select({ one: sql`1` })
    .from(templates)
    .where(own(scope, templates, isNotNull(templates.decided)))
    .limit(1);
  return rows.length > 0;
}

interface WantedGroup {
  group: string;
  template: string;
  like: TemplateRow;
}

/** Groups by fingerprint; those that no template has by itself are made. */
async function ensureGroups(tx: Tx, scope: Scope, wanted: readonly WantedGroup[]): Promise<Map<string, string>> {
  const known = await idsOfGroups(tx, scope);
  const missing = new Map(wanted.filter(({ group }) => !known.has(group)).map((one) => [one.group, one]));
  if (missing.size === 0) return known;
  // Sorted, as in storeTemplates: whoever makes the same groups waits instead of deadlocking.
  const rows = [...missing.values()]
    .map(({ group, template, like }) => ({ id: newId(), fingerprint: group, template, like: like.groupId }))
    .toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  await tx.execute(sql`
    insert into groups (id, org_id, project_id, fingerprint, template, format, engine_version)
    select new.id, ${scope.orgId}::uuid, ${scope.projectId}::uuid, new.fingerprint, new.template, like_it.format,
      ${ENGINE_VERSION}
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as new (id uuid, fingerprint text, template text, "like" uuid)
    join groups like_it on like_it.id = new.like
    on conflict (project_id, fingerprint) do nothing`);
  return idsOfGroups(tx, scope);
}

async function idsOfGroups(tx: Tx, scope: Scope): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: groups.id, fingerprint: groups.fingerprint })
    .from(groups)
    .where(own(scope, groups));
  return new Map(rows.map(({ id, fingerprint }) => [fingerprint, id]));
}

function isSame(a: Decision | null, b: Decision | null): boolean {
  return a?.group === b?.group && a?.title === b?.title && a?.rule === b?.rule;
}
