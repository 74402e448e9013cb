import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { projects } from "./organizations.ts";
import { instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

/** A postmortem. Outlives its ingestion: a migration adds the foreign key that sets only `ingestion_id` to null. */
export const reports = pgTable(
  "reports",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    ingestionId: uuid("ingestion_id"),
    ingestionName: text("ingestion_name").notNull(),
    title: text("title").notNull(),
    status: text("status", { enum: ["draft", "published"] })
      .notNull()
      .default("draft"),
    sections: jsonb("sections").$type<Record<string, string>>().notNull(),
    /** Rises with each save. */
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    unique("reports_tenant_id").on(table.orgId, table.projectId, table.id),
    unique("reports_ingestion").on(table.ingestionId),
    index("reports_project").on(table.projectId, table.updatedAt, table.id),
    tenantPolicy(),
  ],
);

/** A cited line, copied with the SHA-256 of its bytes. */
export const reportEvidence = pgTable(
  "report_evidence",
  {
    orgId: orgId(),
    projectId: projectId(),
    reportId: uuid("report_id").notNull(),
    seq: integer("seq").notNull(),
    source: text("source").notNull(),
    line: integer("line").notNull(),
    timestamp: text("timestamp"),
    level: text("level"),
    service: text("service"),
    raw: text("raw").notNull(),
    sha256: text("sha256").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reportId, table.seq] }),
    foreignKey({
      columns: [table.orgId, table.projectId, table.reportId],
      foreignColumns: [reports.orgId, reports.projectId, reports.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);
