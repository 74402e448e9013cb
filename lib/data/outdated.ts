import { inArray, sql, type SQL } from "drizzle-orm";
import { ingestions } from "#db/schema/index.ts";
import { send } from "#jobs/client.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";

/** Notes that the stories of some ingestions no longer fit what people have said. What runs or waits ends with it anyway. */
export async function markUntold(tx: Tx, scope: Scope, which: SQL): Promise<void> {
  await tx
    .update(ingestions)
    .set({ outdated: sql`coalesce(${ingestions.outdated}, 'tell')` })
    .where(own(scope, ingestions, inArray(ingestions.status, ["running", "done"]), which));
}

/** Has the worker tell them again, once the change is committed. What is not announced here, the sweep announces. */
export async function announceUntold(scope: Scope, projectId: string): Promise<void> {
  await send("story/outdated", { orgId: scope.orgId, projectId }, newId()).catch((error: unknown) =>
    log().warn({ err: error, projectId }, "could not announce outdated stories"),
  );
}
