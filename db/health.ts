import { sql } from "drizzle-orm";
import { database } from "./client.ts";

export interface DatabaseHealth {
  /** Seconds since the liveliest worker was seen; null when there is none. */
  workerSeenSeconds: number | null;
  waiting: number;
  /** Age of the oldest ingestion that waits for a worker; 0 when none waits. */
  oldestWaitingSeconds: number;
  ingestions: Record<string, number>;
}

/** Across all tenants, counts only. */
export async function readHealth(): Promise<DatabaseHealth> {
  const { rows } = await database().execute<{
    seen: number | null;
    oldest: number;
    statuses: Record<string, number> | null;
  }>(sql`
    select
      (select extract(epoch from now() - max(seen_at))::float8 from workers) as seen,
      (select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from ingestions where status = 'queued') as oldest,
      (select jsonb_object_agg(status, n) from (select status, count(*) as n from ingestions group by status) s) as statuses`);
  const [row] = rows;
  const ingestions = row?.statuses ?? {};
  return {
    workerSeenSeconds: row?.seen ?? null,
    waiting: ingestions["queued"] ?? 0,
    oldestWaitingSeconds: row?.oldest ?? 0,
    ingestions,
  };
}
