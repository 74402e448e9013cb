import { customType, foreignKey, integer, jsonb, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import { ingestions } from "./ingestions.ts";
import { ingestionId, instant, orgId, projectId, tenantPolicy } from "./tenancy.ts";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Events that differ at most in time and text: source, template, level (index into LEVELS), service, format, and how many. */
export type EventKind = [
  sourceIndex: number,
  templateId: number,
  level: number | null,
  service: string | null,
  format: string,
  count: number,
];

/**
 * What filters, facets and histograms ask about some consecutive events, column by column, so that they need not read the
 * events themselves. Written in the transaction that writes those; see `lib/data/event-columns.ts`.
 */
export const eventChunks = pgTable(
  "event_chunks",
  {
    orgId: orgId(),
    projectId: projectId(),
    ingestionId: ingestionId(),
    firstSeq: integer("first_seq").notNull(),
    lastSeq: integer("last_seq").notNull(),
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    /** How many of them have no time. */
    undated: smallint("undated").notNull(),
    kinds: jsonb("kinds").$type<EventKind[]>().notNull(),
    kindOf: bytes("kind_of").notNull(),
    times: bytes("times").notNull(),
    texts: bytes("texts").notNull(),
    /** Columns of attributes one behind the other, and where each is: see `lib/data/attribute-columns.ts`. */
    attributePlaces: jsonb("attribute_places").$type<Record<string, [from: number, length: number]>>().notNull(),
    attributes: bytes("attributes").notNull(),
    attributeRest: bytes("attribute_rest"),
  },
  (table) => [
    primaryKey({ columns: [table.ingestionId, table.firstSeq] }),
    foreignKey({
      columns: [table.orgId, table.projectId, table.ingestionId],
      foreignColumns: [ingestions.orgId, ingestions.projectId, ingestions.id],
    }).onDelete("cascade"),
    tenantPolicy(),
  ],
);
