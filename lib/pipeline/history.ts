import { sql } from "drizzle-orm";
import type { ProjectHistory, SeenBefore } from "#engine";
import type { Scope, Tx } from "#lib/scope.ts";

interface Row extends Record<string, unknown> {
  ref: string;
  ingestion_id: string;
  ingestion: string;
  at: Date | string;
  count: string;
  ingestions: string;
}

/** What earlier ingestions of the project met: the latest one for each group (by fingerprint) and rule of this one. */
export async function loadHistory(tx: Tx, scope: Scope, ingestionId: string): Promise<ProjectHistory> {
  const byGroup = await tx.execute<Row>(sql`
    select groups.fingerprint as ref, last.id as ingestion_id, last.name as ingestion, last.created_at as at,
      met.count, met.ingestions
    from (
      select here.group_id, max(earlier.ingestion_id::text)::uuid as id, sum(earlier.count) as count, count(*) as ingestions
      from ingestion_groups here
      join ingestion_groups earlier using (group_id)
      where here.ingestion_id = ${ingestionId}::uuid and earlier.ingestion_id < ${ingestionId}::uuid
        and earlier.project_id = ${scope.projectId}::uuid
      group by here.group_id
    ) met
    join groups on groups.id = met.group_id
    join ingestions last on last.id = met.id
    where groups.project_id = ${scope.projectId}::uuid`);
  const byRule = await tx.execute<Row>(sql`
    select met.rule as ref, last.id as ingestion_id, last.name as ingestion, last.created_at as at, met.count, met.ingestions
    from (
      select rule, max(ingestion_id::text)::uuid as id, sum((finding ->> 'count')::numeric) as count,
        count(distinct ingestion_id) as ingestions
      from findings where project_id = ${scope.projectId}::uuid and ingestion_id < ${ingestionId}::uuid group by rule
    ) met join ingestions last on last.id = met.id`);
  return { groups: seenBefore(byGroup.rows), rules: seenBefore(byRule.rows) };
}

const seenBefore = (rows: Row[]): Record<string, SeenBefore> =>
  Object.fromEntries(
    rows.map((row) => [
      row.ref,
      {
        ingestion: row.ingestion,
        ingestionId: row.ingestion_id,
        at: new Date(row.at).toISOString(),
        count: Number(row.count),
        ingestions: Number(row.ingestions),
      },
    ]),
  );
