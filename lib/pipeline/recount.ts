import { and, asc, eq, inArray } from "drizzle-orm";
import { ENGINE_VERSION, mergeGroups, type Digest } from "#engine";
import { ingestions } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { analyse, hideStored, writeFindings } from "./detect.ts";
import { loadAliases } from "./project-groups.ts";
import { loadDecisions, lockGroups } from "./standing.ts";
import { storable } from "./storable.ts";
import { loadDigest } from "./stored-digest.ts";
import { writeGroups } from "./write-groups.ts";

/**
 * Counts, from its stored digest, one ingestion whose groups are outdated: totals, findings and story, without the log; of one whose
 * clocks or suppressions changed only findings and story. The oldest first, for the later ones ask what was met before. False when none is left. Harmless to repeat and to interrupt.
 */
export async function recountNext(scope: Scope): Promise<boolean> {
  const [next] = await inScope(scope, (tx) =>
    tx.select({ id: ingestions.id }).from(ingestions).where(outdated(scope)).orderBy(asc(ingestions.id)).limit(1),
  );
  if (next === undefined) return false;
  const digest = await digestOf(scope, next.id);
  await inScope(scope, async (tx) => {
    await lockGroups(tx, scope);
    const mine = and(outdated(scope), eq(ingestions.id, next.id));
    // Another worker may have been here meanwhile.
    const [found] = await tx.select({ outdated: ingestions.outdated }).from(ingestions).where(mine).for("update");
    if (found === undefined) return;
    if (digest === null) await tx.update(ingestions).set({ outdated: null }).where(mine);
    else await recount(tx, scope, next.id, digest, found.outdated === "count");
  });
  return true;
}

/** Null when it is gone: what was counted stays, rather than that nothing of the project can be counted any more. */
async function digestOf(scope: Scope, ingestionId: string): Promise<Digest | null> {
  try {
    return await loadDigest(scope, ingestionId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    log().warn({ err: error, ingestionId }, "an ingestion without a digest cannot be counted again");
    return null;
  }
}

async function recount(tx: Tx, scope: Scope, ingestionId: string, digest: Digest, regrouped: boolean): Promise<void> {
  const groups = regrouped ? await groupsAgain(tx, scope, ingestionId, digest) : {};
  const analysis = await analysed(tx, scope, ingestionId, digest);
  await tx
    .update(ingestions)
    .set({ outdated: null, ...groups, ...analysis })
    .where(own(scope, ingestions, eq(ingestions.id, ingestionId)));
}

async function groupsAgain(tx: Tx, scope: Scope, ingestionId: string, digest: Digest): Promise<{ groups: number }> {
  const { groups: counted } = digest.tally;
  const { groups: merged } = mergeGroups(counted, await loadAliases(tx, scope), await loadDecisions(tx, scope));
  await writeGroups(tx, scope, ingestionId, { merged, counted });
  return { groups: merged.length };
}

/** What another version of the engine has seen in the lines, this one cannot judge: findings and story stay, but for what is hidden. */
async function analysed(tx: Tx, scope: Scope, ingestionId: string, digest: Digest) {
  if (digest.engineVersion !== ENGINE_VERSION) return hideStored(tx, scope, ingestionId);
  const analysis = await analyse(tx, scope, ingestionId, digest);
  return { ...(await writeFindings(tx, scope, ingestionId, analysis)), story: storable(analysis.story) };
}

const outdated = (scope: Scope) =>
  own(scope, ingestions, eq(ingestions.status, "done"), inArray(ingestions.outdated, ["count", "tell"]));
