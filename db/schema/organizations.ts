import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, orgId, tenantPolicy } from "./tenancy.ts";
import { users } from "./users.ts";

export const organizations = pgTable(
  "organizations",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    slug: text("slug").notNull().unique(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  () => [tenantPolicy("id")],
);

const organization = () => orgId().references(() => organizations.id, { onDelete: "cascade" });

export const memberships = pgTable(
  "memberships",
  {
    orgId: organization(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["admin", "member"] }).notNull(),
    joinedAt: instant("joined_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.userId] }),
    index("memberships_user").on(table.userId),
    tenantPolicy(),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey(),
    orgId: organization(),
    tokenHash: text("token_hash").notNull().unique(),
    /** Whom it is meant for, if the inviter said so; whoever has the link may accept. */
    email: text("email"),
    role: text("role", { enum: ["admin", "member"] }).notNull(),
    invitedBy: text("invited_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    acceptedBy: uuid("accepted_by").references(() => users.id, { onDelete: "set null" }),
    revokedAt: instant("revoked_at"),
  },
  (table) => [index("invitations_org").on(table.orgId, table.createdAt), tenantPolicy()],
);

export const auditLog = pgTable(
  "audit_log",
  {
    id: uuid("id").primaryKey(),
    orgId: organization(),
    at: instant("at").notNull().defaultNow(),
    actor: text("actor").notNull(),
    /** `noun.verbed`. */
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [index("audit_log_org").on(table.orgId, table.at, table.id), tenantPolicy()],
);

/** `(org_id, id)` is what every table below a project points at, so that a row cannot point into another tenant. */
export const projects = pgTable(
  "projects",
  {
    id: uuid("id").primaryKey(),
    orgId: organization(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    unique("projects_org_id_id").on(table.orgId, table.id),
    unique("projects_org_id_slug").on(table.orgId, table.slug),
    tenantPolicy(),
  ],
);
