import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Coverage, LevelCounts, SourceProfile, SourceQuality, Story, TallyDigest } from "#engine";
import { projects } from "./organizations.ts";
import { ingestionId, instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

/** Events by level over time, as the engine counted them. */
export type StoredHistogram = Pick<TallyDigest, "axis" | "levelBins">;

/** Two lines of different sources that a person set as the same moment, and what follows of it. */
export interface ClockMark {
  seq: number;
  source: string;
  sameAs: number;
  /** The source that it is compared with. */
  than: string;
  /** Milliseconds by which the clock of `source` is ahead of that of `than`. */
  aheadMs: number;
}

/** One paste, one upload, or one demo. Its id is a UUIDv7: earlier ingestions have smaller ids. */
export const ingestions = pgTable(
  "ingestions",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    name: text("name").notNull(),
    origin: text("origin", { enum: ["paste", "upload", "demo", "api"] }).notNull(),
    scenario: text("scenario"),
    answerKey: jsonb("answer_key"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    status: text("status", { enum: ["receiving", "queued", "running", "done", "failed", "cancelled"] }).notNull(),
    /** The stage that runs, or that failed. */
    stage: text("stage", { enum: ["received", "read", "grouped", "detected", "told"] })
      .notNull()
      .default("received"),
    failure: text("failure"),
    /** New with each run: a job of an older run finds that it is stale and does nothing. */
    runId: uuid("run_id").notNull(),
    queuedAt: instant("queued_at").notNull().defaultNow(),
    /** ENGINE_VERSION of the events that are committed; another engine cuts chunks elsewhere and begins again. */
    engineVersion: smallint("engine_version"),
    /** The project's rules that kept values as constants when its events were read; others begin again too. */
    constants: jsonb("constants").$type<string[]>().notNull().default([]),
    /**
     * Its clocks or the project's suppressions changed since its story was told: it is to be told again. Or the project's groups changed
     * since its events were grouped: they are to be counted, or even read, again.
     */
    outdated: text("outdated", { enum: ["tell", "count", "read"] }),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    /** Progress of the read stage; moves with `events` in each chunk's transaction. */
    bytesRead: bigint("bytes_read", { mode: "number" }).notNull().default(0),
    /** Committed events, and so the checkpoint: the highest committed seq. */
    events: integer("events").notNull().default(0),
    eventsPerSecond: real("events_per_second"),
    groups: integer("groups").notNull().default(0),
    findings: integer("findings").notNull().default(0),
    /** Index into SEVERITIES of the worst finding. */
    worst: smallint("worst"),
    levels: jsonb("levels").$type<LevelCounts>().notNull().default({}),
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    histogram: jsonb("histogram").$type<StoredHistogram>(),
    coverage: jsonb("coverage").$type<Coverage>(),
    story: jsonb("story").$type<Story>(),
    clocks: jsonb("clocks").$type<ClockMark[]>().notNull().default([]),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    index("ingestions_outdated")
      .on(table.id)
      .where(sql`${table.outdated} is not null`),
    unique("ingestions_tenant_id").on(table.orgId, table.projectId, table.id),
    tenantPolicy(),
  ],
);

/** One file of an ingestion. Its plain bytes are a blob. */
export const sources = pgTable(
  "sources",
  {
    orgId: orgId(),
    projectId: projectId(),
    ingestionId: ingestionId(),
    index: smallint("index").notNull(),
    name: text("name").notNull(),
    archive: text("archive"),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    sha256: text("sha256").notNull(),
    /** Zone that a person has set for times without one. */
    zone: text("zone"),
    profile: jsonb("profile").$type<SourceProfile>(),
    quality: jsonb("quality").$type<SourceQuality>(),
  },
  (table) => [
    primaryKey({ columns: [table.ingestionId, table.index] }),
    foreignKey({
      columns: [table.orgId, table.projectId, table.ingestionId],
      foreignColumns: [ingestions.orgId, ingestions.projectId, ingestions.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);
