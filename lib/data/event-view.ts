import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { EventRow } from "#contracts/event.ts";
import { events, templates } from "#db/schema/index.ts";
import { unpackFlags } from "./event-flags.ts";
import { levelName } from "./levels.ts";
import type { SourceRow } from "./ingestion-view.ts";
import { stateTime } from "./stated-time.ts";

const MAX_MESSAGE_CHARS = 2000;

/** What a row of the events table needs; join `templates`. */
export const eventColumns = {
  seq: events.seq,
  ts: events.ts,
  stated: events.stated,
  statedForm: events.statedForm,
  level: events.level,
  flags: events.flags,
  service: events.service,
  sourceIndex: events.sourceIndex,
  message: sql<string>`left(${events.message}, ${sql.raw(String(MAX_MESSAGE_CHARS))})`,
  messageChars: sql<number>`char_length(${events.message})`,
  lines: events.lines,
  attributes: events.attributes,
  groupId: templates.groupId,
};

type Row = Omit<
  typeof events.$inferSelect,
  "message" | "orgId" | "ingestionId" | "templateId" | "line" | "byteOffset" | "byteLength" | "format"
> & {
  message: string;
  messageChars: number;
  groupId: string;
};

export function toEventRow(row: Row, sources: readonly SourceRow[]): z.input<typeof EventRow> {
  return {
    seq: row.seq,
    timestamp: statedTime(row),
    timeMs: row.ts?.getTime() ?? null,
    level: levelName(row.level),
    levelInferred: unpackFlags(row.flags).levelInferred,
    service: row.service,
    source: sources.find(({ index }) => index === row.sourceIndex)?.name ?? "",
    message: row.message,
    messageChars: row.messageChars,
    lines: row.lines,
    groupId: row.groupId,
    attributes: row.attributes ?? {},
  };
}

/** The time as the log wrote it. */
export function statedTime(row: Pick<typeof events.$inferSelect, "ts" | "stated" | "statedForm">): string | null {
  if (row.stated !== null) return row.stated;
  return row.statedForm === null || row.ts === null ? null : stateTime(row.statedForm, row.ts.getTime());
}
