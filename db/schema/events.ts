import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, smallint } from "drizzle-orm/pg-core";
import type { AttributeValue } from "#engine";
import { ingestionId, instant, orgId, tenantPolicy } from "./tenancy.ts";

/** Text compared byte by byte: several times faster to search and to group than a language's order. */
const plainText = customType<{ data: string }>({ dataType: () => `text COLLATE "C"` });

/**
 * One event. Wide columns last, fixed ones by falling size, so that rows pack without padding. Points at its ingestion and
 * template by value only: a foreign key would fire a trigger for each of millions of rows, so whoever deletes an ingestion
 * deletes its events.
 */
export const events = pgTable(
  "events",
  {
    ingestionId: ingestionId(),
    orgId: orgId(),
    templateId: bigint("template_id", { mode: "number" }).notNull(),
    byteOffset: bigint("byte_offset", { mode: "number" }).notNull(),
    ts: instant("ts"),
    seq: integer("seq").notNull(),
    line: integer("line").notNull(),
    lines: integer("lines").notNull(),
    byteLength: integer("byte_length").notNull(),
    sourceIndex: smallint("source_index").notNull(),
    /** Index into LEVELS; null: unknown. */
    level: smallint("level"),
    /** How the time was written, see `lib/data/stated-time.ts`; null when `stated` holds it, or there is none. */
    statedForm: smallint("stated_form"),
    /** See `lib/data/event-flags.ts`. */
    flags: smallint("flags").notNull(),
    service: plainText("service"),
    format: plainText("format").notNull(),
    /** The time as written, only where it cannot be rebuilt from `ts` and `stated_form`. */
    stated: plainText("stated"),
    message: plainText("message").notNull(),
    attributes: jsonb("attributes").$type<Record<string, AttributeValue>>(),
  },
  (table) => [
    primaryKey({ columns: [table.ingestionId, table.seq] }),
    index("events_time").on(table.ingestionId, table.ts, table.seq),
    tenantPolicy(),
  ],
);
