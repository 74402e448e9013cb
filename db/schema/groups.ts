import { sql } from "drizzle-orm";
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Alias, Decision, Example, GroupDigest, LevelCounts, VariableSummary } from "#engine";
import { ingestions } from "./ingestions.ts";
import { projects } from "./organizations.ts";
import { ingestionId, instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

/** What counts as one kind of event in a project. */
export const groups = pgTable(
  "groups",
  {
    id: uuid("id").primaryKey(),
    orgId: orgId(),
    projectId: projectId(),
    fingerprint: text("fingerprint").notNull(),
    template: text("template").notNull(),
    format: text("format").notNull(),
    exception: jsonb("exception").$type<NonNullable<GroupDigest["exception"]>>(),
    engineVersion: smallint("engine_version").notNull(),
    state: text("state", { enum: ["open", "resolved", "ignored"] })
      .notNull()
      .default("open"),
    stateNote: text("state_note"),
    stateBy: text("state_by"),
    stateAt: instant("state_at"),
    /** Of resolved: the release that brings the fix, in the words of whoever resolved it. */
    stateRelease: text("state_release"),
    /** Of ignored: from then on it is open again; null: for good. */
    stateUntil: instant("state_until"),
    /** The ingestion in which it came back after it was resolved. */
    regressedIn: uuid("regressed_in"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    foreignKey({ columns: [table.orgId, table.projectId], foreignColumns: [projects.orgId, projects.id] }).onDelete(
      "cascade",
    ),
    unique("groups_tenant_id").on(table.orgId, table.projectId, table.id),
    unique("groups_project_fingerprint").on(table.projectId, table.fingerprint),
    tenantPolicy(),
  ],
);

/** Fingerprint → group. Events point at a template, so a late merge changes a row here and none of theirs. */
export const templates = pgTable(
  "templates",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: orgId(),
    projectId: projectId(),
    fingerprint: text("fingerprint").notNull(),
    template: text("template").notNull(),
    groupId: uuid("group_id").notNull(),
    /** Why it counts as another fingerprint's group; null where it stands for itself. */
    alias: jsonb("alias").$type<Alias>(),
    /** What people's rules make of it, above the alias; null where they say nothing. */
    decided: jsonb("decided").$type<Decision>(),
  },
  (table) => [
    foreignKey({
      columns: [table.orgId, table.projectId, table.groupId],
      foreignColumns: [groups.orgId, groups.projectId, groups.id],
    }).onDelete("cascade"),
    unique("templates_project_fingerprint").on(table.projectId, table.fingerprint),
    index("templates_group").on(table.groupId),
    tenantPolicy(),
  ],
);

/** Exact totals of a group in an ingestion. While reading: of what is committed, without the jsonb details. */
export const ingestionGroups = pgTable(
  "ingestion_groups",
  {
    orgId: orgId(),
    projectId: projectId(),
    ingestionId: ingestionId(),
    groupId: uuid("group_id").notNull(),
    count: integer("count").notNull(),
    firstSeq: integer("first_seq").notNull(),
    lastSeq: integer("last_seq").notNull(),
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    /** The loudest level met, index into LEVELS; -1: unknown. */
    level: smallint("level").notNull(),
    levels: jsonb("levels").$type<LevelCounts>().notNull(),
    services: jsonb("services").$type<Record<string, number>>().notNull().default({}),
    bins: jsonb("bins").$type<[number, number][]>().notNull().default([]),
    examples: jsonb("examples").$type<Example[]>().notNull().default([]),
    members: jsonb("members").$type<string[]>().notNull().default([]),
    /** Events by template, for those that occurred here. */
    memberCounts: jsonb("member_counts").$type<Record<string, number>>().notNull().default({}),
    values: jsonb("values").$type<VariableSummary[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.ingestionId, table.groupId] }),
    foreignKey({
      columns: [table.orgId, table.projectId, table.ingestionId],
      foreignColumns: [ingestions.orgId, ingestions.projectId, ingestions.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.orgId, table.projectId, table.groupId],
      foreignColumns: [groups.orgId, groups.projectId, groups.id],
    }).onDelete("cascade"),
    index("ingestion_groups_group").on(table.groupId, table.ingestionId),
    // Warnings and worse: the groups that a project shows.
    index("ingestion_groups_loud")
      .on(table.projectId, table.groupId)
      .where(sql`level >= 3`),
    tenantPolicy(),
  ],
);
