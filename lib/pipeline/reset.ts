import { eq } from "drizzle-orm";
import { ingestionGroups } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { removeEvents } from "#lib/data/remove-events.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { advance, type Run } from "./run.ts";

/** Takes away what an earlier run of this ingestion left, so that a retry begins at the stored bytes. */
export async function resetIngestion(scope: Scope, run: Run): Promise<{ removed: number }> {
  const removed = await removeEvents(scope, run.ingestionId);
  await blobs().removeAll(blobKey.digest(scope.orgId, scope.projectId ?? "", run.ingestionId));
  await inScope(scope, async (tx) => {
    const mine = eq(ingestionGroups.ingestionId, run.ingestionId);
    await tx.delete(ingestionGroups).where(own(scope, ingestionGroups, mine));
    await advance(tx, scope, run, { events: 0, bytesRead: 0, groups: 0, histogram: null, story: null, levels: {} });
  });
  return { removed };
}
