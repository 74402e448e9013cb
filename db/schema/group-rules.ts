import { foreignKey, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { GroupRule } from "#engine";
import type { GroupRulePreview } from "#contracts/group-rule.ts";
import { projects } from "./organizations.ts";
import { instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

/** What people decided about the groups of a project. Its id is a UUIDv7: a newer rule has a greater one. */
export const groupRules = pgTable(
  "group_rules",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    rule: jsonb("rule").$type<GroupRule>().notNull(),
    /** Groups, by fingerprint, that go on as the rule's groups with their state and notes. */
    heads: jsonb("heads").$type<string[]>().notNull().default([]),
    /** In force are those that are applying or active; a trial is only counted. */
    status: text("status", { enum: ["trial", "applying", "active", "removing", "failed"] }).notNull(),
    failure: text("failure"),
    preview: jsonb("preview").$type<GroupRulePreview>(),
    /** Ingestions that the running change concerns; null until the job has begun it. */
    ingestions: integer("ingestions"),
    /** New with each change, as an ingestion's. */
    runId: uuid("run_id").notNull(),
    queuedAt: instant("queued_at").notNull().defaultNow(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    index("group_rules_project").on(table.projectId, table.id),
    tenantPolicy(),
  ],
);
