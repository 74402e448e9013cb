import { and, eq, sql, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { PoolClient } from "pg";
import { database } from "#db/client.ts";

declare const issued: unique symbol;

/** Who acts. Shown in the audit log and as "created by". */
export interface Actor {
  kind: "user" | "key" | "job";
  id: string;
  name: string;
}

/** What someone may touch. Made only by `lib/auth` and by jobs; everyone else is handed one. */
export interface Scope {
  orgId: string;
  /** Null: the whole organization. */
  projectId: string | null;
  actor: Actor;
  role: "admin" | "member" | "key";
  readonly [issued]: true;
}

export type Tx = Parameters<Parameters<NodePgDatabase["transaction"]>[0]>[0];

/** Call it only where it has been proved who is asking. */
export function issueScope(scope: Omit<Scope, typeof issued>): Scope {
  // safe because the symbol exists in types alone: it only keeps others from spelling a scope by hand
  return scope as Scope;
}

/**
 * A transaction as the application's role, in which row-level security shows this tenant's rows only. `client` is the
 * transaction's connection, for COPY.
 */
export async function inScope<T>(scope: Scope, run: (tx: Tx, client: PoolClient) => Promise<T>): Promise<T> {
  const client = await database().$client.connect();
  try {
    return await drizzle({ client }).transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('role', 'aiops_app', true), set_config('app.org_id', ${scope.orgId}, true)`,
      );
      return run(tx, client);
    });
  } finally {
    client.release(); // the pool drops it by itself when its connection broke
  }
}

type TenantTable = PgTable & { orgId: PgColumn; projectId?: PgColumn };

/** The tenant's own rows of a table: organization, and project where both table and scope have one. */
export function own(scope: Scope, table: TenantTable, ...conditions: (SQL | undefined)[]): SQL | undefined {
  const inProject = table.projectId && scope.projectId !== null ? eq(table.projectId, scope.projectId) : undefined;
  return and(eq(table.orgId, scope.orgId), inProject, ...conditions);
}
