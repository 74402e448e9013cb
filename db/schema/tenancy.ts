import { sql, type SQL } from "drizzle-orm";
import { pgPolicy, pgRole, timestamp, uuid } from "drizzle-orm/pg-core";

/** The role that the application's queries run as. It owns nothing, so row-level security binds it. Made by a migration. */
export const appRole = pgRole("aiops_app").existing();

/**
 * Rows of the tenant that `inScope` has set. The sub-select makes PostgreSQL read the setting once a query instead of once
 * a row; `nullif`, because after a transaction the setting is `''` and not null.
 */
export function tenantPolicy(column: "org_id" | "id" = "org_id") {
  const mine: SQL = sql.raw(`${column} = (select nullif(current_setting('app.org_id', true), '')::uuid)`);
  return pgPolicy("tenant", { for: "all", to: appRole, using: mine, withCheck: mine });
}

/** Milliseconds: what JavaScript keeps, so that keyset cursors are exact. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const orgId = () => uuid("org_id").notNull();
export const projectId = () => uuid("project_id").notNull();
export const ingestionId = () => uuid("ingestion_id").notNull();
