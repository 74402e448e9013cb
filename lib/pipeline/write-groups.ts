import { eq, exists, inArray, isNotNull, isNull, not, sql } from "drizzle-orm";
import type { GroupDigest } from "#engine";
import { groups, ingestionGroups, templates } from "#db/schema/index.ts";
import { loudest } from "#lib/data/levels.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { storable, storableJson } from "./storable.ts";

const BATCH_ROWS = 500;

/** What an ingestion has of each group, instead of what it had. */
export async function writeGroups(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  { merged, counted }: { merged: readonly GroupDigest[]; counted: readonly GroupDigest[] },
): Promise<void> {
  const wanted = JSON.stringify(merged.map(({ fingerprint }) => fingerprint));
  const known = await tx
    .select({ id: groups.id, fingerprint: groups.fingerprint })
    .from(groups)
    .where(own(scope, groups, inArray(groups.fingerprint, sql`(select jsonb_array_elements_text(${wanted}::jsonb))`)));
  const idOf = new Map(known.map(({ fingerprint, id }) => [fingerprint, id]));
  const countOf = new Map(counted.map(({ fingerprint, count }) => [fingerprint, count]));
  const rows = merged.flatMap((group) => {
    const groupId = idOf.get(group.fingerprint);
    return groupId === undefined ? [] : [rowOf(scope, ingestionId, groupId, group, countOf)];
  });
  await tx.delete(ingestionGroups).where(own(scope, ingestionGroups, eq(ingestionGroups.ingestionId, ingestionId)));
  for (let at = 0; at < rows.length; at += BATCH_ROWS) {
    await tx.insert(ingestionGroups).values(rows.slice(at, at + BATCH_ROWS));
  }
  await describeGroups(tx, scope, merged);
  await removeUnused(tx, scope);
}

function rowOf(
  scope: Scope,
  ingestionId: string,
  groupId: string,
  group: GroupDigest,
  countOf: ReadonlyMap<string, number>,
) {
  const counts = group.members.flatMap((member) => {
    const count = countOf.get(member);
    return count === undefined ? [] : [[member, count] as const];
  });
  return {
    orgId: scope.orgId,
    projectId: scope.projectId ?? "",
    ingestionId,
    groupId,
    count: group.count,
    firstSeq: group.firstSeq,
    lastSeq: group.lastSeq,
    firstAt: group.firstMs === null ? null : new Date(group.firstMs),
    lastAt: group.lastMs === null ? null : new Date(group.lastMs),
    level: loudest(group.levels),
    levels: group.levels,
    bins: group.bins,
    memberCounts: Object.fromEntries(counts),
    ...storable({
      services: group.services,
      examples: group.examples,
      members: group.members,
      values: group.values ?? [],
    }),
  };
}

/** Merging and its undoing change a group's template, and find its exception. */
async function describeGroups(tx: Tx, scope: Scope, merged: readonly GroupDigest[]): Promise<void> {
  const described = merged.map(({ fingerprint, template, exception }) => ({ fingerprint, template, exception }));
  await tx.execute(sql`
    update groups set template = new.template, exception = coalesce(new.exception, groups.exception)
    from jsonb_to_recordset(${storableJson(described)}::jsonb)
      as new (fingerprint text, template text, exception jsonb)
    where groups.project_id = ${scope.projectId}::uuid and groups.fingerprint = new.fingerprint
      and (groups.template <> new.template or groups.exception is distinct from coalesce(new.exception, groups.exception))`);
}

/**
 * Groups that were merged into others. Those that a rule of a person took in, and those with a state or a note, stay asleep: they
 * are what they were when the rule goes.
 */
async function removeUnused(tx: Tx, scope: Scope): Promise<void> {
  const used = [templates, ingestionGroups].map((table) =>
    not(
      exists(
        tx
          .select({ one: sql`1` })
          .from(table)
          .where(eq(table.groupId, groups.id)),
      ),
    ),
  );
  const taken = tx
    .select({ one: sql`1` })
    .from(templates)
    .where(own(scope, templates, eq(templates.fingerprint, groups.fingerprint), isNotNull(templates.decided)));
  await tx.delete(groups).where(own(scope, groups, isNull(groups.stateAt), not(exists(taken)), ...used));
}
