import { foreignKey, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { projects } from "./organizations.ts";
import { instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";
import { users } from "./users.ts";

/** Findings of a rule that the project does not want to be told of: all of them, those of one service, or those of one group. */
export const suppressions = pgTable(
  "suppressions",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    rule: text("rule").notNull(),
    service: text("service"),
    /** Fingerprint of a group. */
    fingerprint: text("fingerprint"),
    /** Title of the finding that it was made from. */
    title: text("title").notNull(),
    reason: text("reason").notNull(),
    /** Who answers for it; null when that person is gone. */
    ownerId: uuid("owner_id").references(() => users.id, { onDelete: "set null" }),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Null: never. */
    expiresAt: instant("expires_at"),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    unique("suppressions_tenant_id").on(table.orgId, table.projectId, table.id),
    unique("suppressions_scope").on(table.projectId, table.rule, table.service, table.fingerprint).nullsNotDistinct(),
    tenantPolicy(),
  ],
);
