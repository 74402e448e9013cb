import { and, eq, exists, lt, sql } from "drizzle-orm";
import { mergeGroups, type Aliases, type GroupDigest } from "#engine";
import { groups, ingestionGroups, ingestions } from "#db/schema/index.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { loadAliases, storeTemplates } from "./project-groups.ts";
import { recountNext } from "./recount.ts";
import { markOutdated, regroup } from "./regroup.ts";
import { advance, type Run } from "./run.ts";
import { storable } from "./storable.ts";
import { loadRules, lockGroups } from "./standing.ts";
import { loadDigest } from "./stored-digest.ts";
import { writeGroups } from "./write-groups.ts";

/**
 * Merges templates into the project's groups and writes their exact totals. Earlier ingestions whose groups a new merge brings
 * together are counted again from their digests.
 */
export async function groupEvents(scope: Scope, run: Run): Promise<{ groups: number }> {
  const digest = await loadDigest(scope, run.ingestionId);
  const merged = await inScope(scope, async (tx) => {
    await lockGroups(tx, scope);
    const groups = await mergeInto(tx, scope, digest.tally.groups);
    await writeGroups(tx, scope, run.ingestionId, { merged: groups, counted: digest.tally.groups });
    await reopenResolved(tx, scope, run.ingestionId);
    const outdated = await stillToRead(tx, scope, run);
    await advance(tx, scope, run, { stage: "detected", groups: groups.length, outdated });
    return groups.length;
  });
  while (await recountNext(scope)) continue;
  return { groups: merged };
}

/** It is counted now. But when a rule came that keeps a value while it was being read, it is to be read again. */
async function stillToRead(tx: Tx, scope: Scope, { ingestionId }: Run): Promise<"read" | null> {
  const [row] = await tx
    .select({ constants: ingestions.constants })
    .from(ingestions)
    .where(own(scope, ingestions, eq(ingestions.id, ingestionId)));
  const constants = (await loadRules(tx, scope)).filter(({ rule }) => rule.kind === "constant");
  return constants.map(({ id }) => id).join() === row?.constants.join() ? null : "read";
}

/** Stores the merges that these groups add to the project, and groups them by those and by people's rules. */
async function mergeInto(tx: Tx, scope: Scope, counted: GroupDigest[]): Promise<GroupDigest[]> {
  const aliases = await loadAliases(tx, scope);
  const { groups: merged, added } = mergeGroups(counted, aliases);
  await storeTemplates(tx, scope, counted);
  await storeAliases(tx, scope, added);
  const decided = await regroup(tx, scope);
  return Object.keys(decided).length === 0 ? merged : mergeGroups(counted, { ...aliases, ...added }, decided).groups;
}

async function storeAliases(tx: Tx, scope: Scope, added: Aliases): Promise<void> {
  const rows = Object.entries(added).map(([fingerprint, alias]) => ({ fingerprint, group: alias.group, alias }));
  if (rows.length === 0) return;
  const { rows: left } = await tx.execute<{ group_id: string }>(sql`
    with moved as (
      select templates.id, templates.group_id as left_id, groups.id as group_id, new.alias
      from jsonb_to_recordset(${JSON.stringify(storable(rows))}::jsonb) as new (fingerprint text, "group" text, alias jsonb)
      join groups on groups.project_id = ${scope.projectId}::uuid and groups.fingerprint = new."group"
      join templates on templates.project_id = ${scope.projectId}::uuid and templates.fingerprint = new.fingerprint
    )
    update templates set group_id = moved.group_id, alias = moved.alias from moved where templates.id = moved.id
    returning moved.left_id as group_id`);
  await markOutdated(tx, scope, [...new Set(left.map((row) => row.group_id))]);
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
    .set({ state: "open", regressedIn: ingestionId })
    .where(own(scope, groups, eq(groups.state, "resolved"), exists(metHere)));
}
