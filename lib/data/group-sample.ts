import { asc, between, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { MAX_SAMPLE, type getGroupSample as contract } from "#contracts/group.ts";
import { events, ingestionGroups, templates } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { findIngestion, type InIngestion } from "./ingestions.ts";

/** A value is told by its beginning; a monster line is not read for it. */
const SAMPLE_CHARS = 2000;

/** Messages of a group over its whole span: every n-th event of the ingestion that is of it. */
export function getGroupSample(
  scope: Scope,
  input: InIngestion & { groupId: string },
): Promise<z.input<(typeof contract)["response"]>> {
  return inScope(scope, async (tx) => {
    const { id } = await findIngestion(tx, scope, input);
    const [group] = await tx
      .select({ count: ingestionGroups.count, firstSeq: ingestionGroups.firstSeq, lastSeq: ingestionGroups.lastSeq })
      .from(ingestionGroups)
      .where(
        own(scope, ingestionGroups, eq(ingestionGroups.ingestionId, id), eq(ingestionGroups.groupId, input.groupId)),
      );
    if (group === undefined) throw new AppError("not_found", "There is no such group here.");
    const stride = Math.ceil(group.count / MAX_SAMPLE);
    const ids = tx
      .select({ id: templates.id })
      .from(templates)
      .where(own(scope, templates, eq(templates.groupId, input.groupId)));
    const rows = await tx
      .select({ seq: events.seq, ts: events.ts, message: sql<string>`left(${events.message}, ${SAMPLE_CHARS})` })
      .from(events)
      .where(
        own(
          scope,
          events,
          eq(events.ingestionId, id),
          between(events.seq, group.firstSeq, group.lastSeq),
          inArray(events.templateId, ids),
          stride === 1 ? undefined : sql`${events.seq} % ${stride} = 0`,
        ),
      )
      .orderBy(asc(events.seq))
      .limit(MAX_SAMPLE);
    return {
      items: rows.map(({ seq, ts, message }) => ({ seq, at: ts?.toISOString() ?? null, message })),
      total: group.count,
    };
  });
}
