import { and, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { database } from "#db/client.ts";
import { findings, ingestions, suppressions } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { send } from "../client.ts";
import { defineSchedule } from "../define-job.ts";

const AT_ONCE = 100;

/** Has stories told again: of what a suppression hid that has expired, and those whose announcement was lost. */
export const sweepStories = defineSchedule({
  id: "sweep-stories",
  everyMinutes: 1,
  async run() {
    const expired = database()
      .select({ id: findings.ingestionId })
      .from(suppressions)
      .innerJoin(findings, eq(findings.suppressionId, suppressions.id))
      .where(lt(suppressions.expiresAt, sql`now()`));
    const done = eq(ingestions.status, "done");
    await database()
      .update(ingestions)
      .set({ outdated: "tell" })
      .where(and(done, isNull(ingestions.outdated), sql`${ingestions.id} in (${expired})`));
    const left = await database()
      .selectDistinct({ orgId: ingestions.orgId, projectId: ingestions.projectId })
      .from(ingestions)
      .where(and(done, isNotNull(ingestions.outdated)))
      .limit(AT_ONCE);
    for (const project of left) await send("story/outdated", project, newId());
  },
});
