import { foreignKey, index, jsonb, pgTable, primaryKey, real, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { Explanation, Finding } from "#engine";
import { ingestions } from "./ingestions.ts";
import { ingestionId, instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

export const findings = pgTable(
  "findings",
  {
    orgId: orgId(),
    projectId: projectId(),
    ingestionId: ingestionId(),
    /** The engine's: rule and the key that separates two findings of one rule. */
    id: text("id").notNull(),
    rule: text("rule").notNull(),
    /** Index into SEVERITIES: 0 is critical. */
    severity: smallint("severity").notNull(),
    confidence: real("confidence").notNull(),
    finding: jsonb("finding").$type<Finding>().notNull(),
    state: text("state", { enum: ["open", "acknowledged", "dismissed"] })
      .notNull()
      .default("open"),
    stateReason: text("state_reason"),
    stateBy: text("state_by"),
    stateAt: instant("state_at"),
    /** What hid it when the story was last told. A migration adds the foreign key, which sets only this to null. */
    suppressionId: uuid("suppression_id"),
  },
  (table) => [
    primaryKey({ columns: [table.ingestionId, table.id] }),
    foreignKey({
      columns: [table.orgId, table.projectId, table.ingestionId],
      foreignColumns: [ingestions.orgId, ingestions.projectId, ingestions.id],
    }).onDelete("cascade"),
    index("findings_suppression").on(table.suppressionId),
    index("findings_rule").on(table.projectId, table.rule, table.ingestionId),
    tenantPolicy(),
  ],
);

/** What a model answered over an evidence pack, after the check. Gone with its ingestion: it quotes log lines. */
export const modelExplanations = pgTable(
  "model_explanations",
  {
    orgId: orgId(),
    projectId: projectId(),
    ingestionId: ingestionId(),
    /** Hash of evidence, provider and model: the same question is asked once. */
    cacheKey: text("cache_key").notNull(),
    subject: text("subject", { enum: ["group", "finding"] }).notNull(),
    ref: text("ref").notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    explanation: jsonb("explanation").$type<Explanation>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.ingestionId, table.cacheKey] }),
    foreignKey({
      columns: [table.orgId, table.projectId, table.ingestionId],
      foreignColumns: [ingestions.orgId, ingestions.projectId, ingestions.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);
