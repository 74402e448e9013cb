import { boolean, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { RuleDocument } from "#engine";
import { projects } from "./organizations.ts";
import { instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

/** A project's own rule, as it was written and as the engine reads it. Its samples passed when it was saved. */
export const projectRules = pgTable(
  "project_rules",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    /** `category.name`, what its findings carry. */
    ruleId: text("rule_id").notNull(),
    text: text("text").notNull(),
    document: jsonb("document").$type<RuleDocument>().notNull(),
    enabled: boolean("enabled").notNull().default(true),
    /** Rises with each save. */
    version: integer("version").notNull().default(1),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    unique("project_rules_rule_id").on(table.projectId, table.ruleId),
    tenantPolicy(),
  ],
);

/** What a tried rule found in one stored ingestion. */
export interface TrialResult {
  ingestionId: string;
  ingestion: string;
  at: string;
  findings: number;
  events: number;
  /** The first lines. */
  seqs: number[];
  /** False: only the first part of it was read. */
  whole: boolean;
}

/** A rule tried on stored ingestions before it is saved. Kept for a day. */
export const ruleTrials = pgTable(
  "rule_trials",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    document: jsonb("document").$type<RuleDocument>().notNull(),
    status: text("status", { enum: ["queued", "running", "done", "failed"] }).notNull(),
    failure: text("failure"),
    /** Ingestions to read; 0 until it runs. */
    total: integer("total").notNull().default(0),
    results: jsonb("results").$type<TrialResult[]>().notNull().default([]),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    index("rule_trials_project").on(table.projectId, table.createdAt),
    tenantPolicy(),
  ],
);
