import { foreignKey, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { projects } from "./organizations.ts";
import { instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    name: text("name").notNull(),
    /** The first characters, to recognise it by. */
    prefix: text("prefix").notNull(),
    secretHash: text("secret_hash").notNull().unique(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    index("api_keys_project").on(table.projectId, table.createdAt),
    tenantPolicy(),
  ],
);
