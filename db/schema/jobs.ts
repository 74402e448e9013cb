import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./tenancy.ts";

/** Results of finished steps of the embedded engine's jobs: a step with a row here is not run again. Global. */
export const jobSteps = pgTable(
  "job_steps",
  {
    runId: uuid("run_id").notNull(),
    stepId: text("step_id").notNull(),
    output: jsonb("output"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.stepId] })],
);

/** One row a worker process, for `/api/health`. Global. */
export const workers = pgTable("workers", {
  id: uuid("id").primaryKey(),
  host: text("host").notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  seenAt: instant("seen_at").notNull().defaultNow(),
});
