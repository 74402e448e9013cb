import { and, eq, exists, lt, not, sql } from "drizzle-orm";
import { mergeGroups, type Aliases, type GroupDigest } from "#engine";
import { groups, ingestionGroups, ingestions, templates } from "#db/schema/index.ts";
import { loudest } from "#lib/data/levels.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { loadAliases, storeTemplates } from "./project-groups.ts";
import { advance, type Run } from "./run.ts";
import { storable } from "./storable.ts";
import { loadDigest } from "./stored-digest.ts";

const BATCH_ROWS = 500;

/**
 * Merges templates into the project's groups and writes their exact totals. Earlier ingestions whose groups a new merge brings
 * together are counted again from their digests.
 */
export async function groupEvents(scope: Scope, run: Run): Promise<{ groups: number }> {
  const digest = await loadDigest(scope, run.ingestionId);
  const outdated = await inScope(scope, async (tx) => {
    const { merged, outdated } = await mergeInto(tx, scope, digest.tally.groups);
    await writeGroups(tx, scope, run.ingestionId, merged);
    await reopenResolved(tx, scope, run.ingestionId);
    await advance(tx, scope, run, { stage: "detected", groups: merged.length });
    return outdated.filter((ingestionId) => ingestionId !== run.ingestionId);
  });
  for (const ingestionId of outdated) await countAgain(scope, ingestionId);
  const [row] = await inScope(scope, (tx) =>
    tx
      .select({ groups: ingestions.groups })
      .from(ingestions)
      .where(own(scope, ingestions, eq(ingestions.id, run.ingestionId))),
  );
  return { groups: row?.groups ?? 0 };
}

async function countAgain(scope: Scope, ingestionId: string): Promise<void> {
  const digest = await loadDigest(scope, ingestionId);
  await inScope(scope, async (tx) => {
    const { merged } = await mergeInto(tx, scope, digest.tally.groups);
    await writeGroups(tx, scope, ingestionId, merged);
    await tx
      .update(ingestions)
      .set({ groups: merged.length })
      .where(own(scope, ingestions, eq(ingestions.id, ingestionId)));
    await removeUnused(tx, scope);
  });
}

/** Stores the merges that these groups add to the project; `outdated` are ingestions that they touch. */
async function mergeInto(tx: Tx, scope: Scope, counted: GroupDigest[]) {
  // One merge at a time in a project, or two could each choose the other's group.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`groups ${scope.projectId}`}, 0))`);
  const { groups: merged, added } = mergeGroups(counted, await loadAliases(tx, scope));
  await storeTemplates(tx, scope, counted);
  const outdated = await storeAliases(tx, scope, added);
  return { merged, outdated };
}

async function storeAliases(tx: Tx, scope: Scope, added: Aliases): Promise<string[]> {
  const rows = Object.entries(added).map(([fingerprint, alias]) => ({ fingerprint, group: alias.group, alias }));
  if (rows.length === 0) return [];
  await tx.execute(sql`
    update templates set group_id = groups.id, alias = new.alias
    from jsonb_to_recordset(${JSON.stringify(storable(rows))}::jsonb) as new (fingerprint text, "group" text, alias jsonb)
    join groups on groups.project_id = ${scope.projectId}::uuid and groups.fingerprint = new."group"
    where templates.project_id = ${scope.projectId}::uuid and templates.fingerprint = new.fingerprint`);
  const unused = await tx
    .selectDistinct({ id: ingestionGroups.ingestionId })
    .from(ingestionGroups)
    .innerJoin(ingestions, eq(ingestions.id, ingestionGroups.ingestionId))
    .where(
      own(
        scope,
        ingestionGroups,
        not(
          exists(
            tx
              .select({ one: sql`1` })
              .from(templates)
              .where(eq(templates.groupId, ingestionGroups.groupId)),
          ),
        ),
        // The others count by the aliases anyway when their own group step comes.
        eq(ingestions.status, "done"),
      ),
    );
  return unused.map(({ id }) => id);
}

async function writeGroups(tx: Tx, scope: Scope, ingestionId: string, merged: readonly GroupDigest[]): Promise<void> {
  const known = await tx
    .select({ id: groups.id, fingerprint: groups.fingerprint })
    .from(groups)
    .where(own(scope, groups));
  const idOf = new Map(known.map(({ fingerprint, id }) => [fingerprint, id]));
  const rows = merged.flatMap((group) => {
    const groupId = idOf.get(group.fingerprint);
    return groupId === undefined ? [] : [rowOf(scope, ingestionId, groupId, group)];
  });
  await tx.delete(ingestionGroups).where(own(scope, ingestionGroups, eq(ingestionGroups.ingestionId, ingestionId)));
  for (let at = 0; at < rows.length; at += BATCH_ROWS) {
    await tx.insert(ingestionGroups).values(rows.slice(at, at + BATCH_ROWS));
  }
  await describeGroups(tx, scope, merged);
  await removeUnused(tx, scope);
}

function rowOf(scope: Scope, ingestionId: string, groupId: string, group: GroupDigest) {
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
    ...storable({ services: group.services, examples: group.examples, members: group.members }),
  };
}

/** Merging changes a group's template and finds its exception. */
async function describeGroups(tx: Tx, scope: Scope, merged: readonly GroupDigest[]): Promise<void> {
  const changed = merged
    .filter((group) => group.exception !== undefined || group.members.length > 1)
    .map(({ fingerprint, template, exception }) => ({ fingerprint, template, exception }));
  if (changed.length === 0) return;
  await tx.execute(sql`
    update groups set template = new.template, exception = coalesce(new.exception, groups.exception)
    from jsonb_to_recordset(${JSON.stringify(storable(changed))}::jsonb)
      as new (fingerprint text, template text, exception jsonb)
    where groups.project_id = ${scope.projectId}::uuid and groups.fingerprint = new.fingerprint`);
}

/** Groups that were merged into others. */
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
  await tx.delete(groups).where(own(scope, groups, ...used));
}

/** A resolved group that is met in a newer ingestion has come back. */
async function reopenResolved(tx: Tx, scope: Scope, ingestionId: string): Promise<void> {
  const metHere = tx
    .select({ one: sql`1` })
    .from(ingestionGroups)
    .innerJoin(ingestions, eq(ingestions.id, ingestionGroups.ingestionId))
    .where(
      and(
        eq(ingestionGroups.ingestionId, ingestionId),
        eq(ingestionGroups.groupId, groups.id),
        lt(groups.stateAt, ingestions.createdAt),
      ),
    );
  await tx
    .update(groups)
    .set({ state: "open", regressedIn: ingestionId, stateAt: new Date() })
    .where(own(scope, groups, eq(groups.state, "resolved"), exists(metHere)));
}
