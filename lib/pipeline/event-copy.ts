import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { serviceOf, type AttributeValue, type LogEvent } from "#engine";
import { packFlags } from "#lib/data/event-flags.ts";
import type { ColumnEvent } from "#lib/data/event-columns.ts";
import { levelNumber } from "#lib/data/levels.ts";
import { formOfTime } from "#lib/data/stated-time.ts";
import { storableJson } from "./storable.ts";

/** Columns of `events` that COPY fills, in the order in which `encode` writes them. */
const COLUMNS = [
  ["seq", "integer"],
  ["template_id", "bigint"],
  ["byte_offset", "bigint"],
  ["byte_length", "integer"],
  ["line", "integer"],
  ["lines", "integer"],
  ["source_index", "smallint"],
  ["ts", "timestamptz(3)"],
  ["stated_form", "smallint"],
  ["stated", 'text collate "C"'],
  ["level", "smallint"],
  ["flags", "smallint"],
  ["service", 'text collate "C"'],
  ["format", 'text collate "C"'],
  ["message", 'text collate "C"'],
  ["attributes", "jsonb"],
] as const;
const names = COLUMNS.map(([name]) => name).join(", ");
const definitions = COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ");
const WRITE_CHARS = 65_536;

/**
 * Writes a chunk of events in the transaction of `client`. COPY is refused on a table under row-level security, so the rows go
 * to a temporary table without tenant columns and from there, under the policy's check, to `events`.
 */
export async function copyEvents(
  client: PoolClient,
  owner: { orgId: string; ingestionId: string },
  chunk: readonly LogEvent[],
  templateIdOf: (event: LogEvent) => number,
): Promise<void> {
  await client.query("set local client_min_messages = warning");
  await client.query(`create temporary table if not exists event_chunk (${definitions}) on commit delete rows`);
  const stream = client.query(copyFrom(`copy event_chunk (${names}) from stdin`));
  const done = finished(stream);
  let text = "";
  for (const event of chunk) {
    text += encode(event, templateIdOf(event));
    if (text.length < WRITE_CHARS) continue;
    if (!stream.write(text)) await Promise.race([once(stream, "drain"), done]);
    text = "";
  }
  stream.end(text);
  await done;
  await client.query(
    `insert into events (ingestion_id, org_id, ${names}) select $1::uuid, $2::uuid, ${names} from event_chunk`,
    [owner.ingestionId, owner.orgId],
  );
}

/** What filters look at, as it is stored. */
export function columnsOf(event: LogEvent, templateId: number): ColumnEvent {
  return {
    seq: event.seq,
    sourceIndex: event.sourceIndex,
    templateId,
    level: levelNumber(event.level),
    service: serviceOf(event).replaceAll("\0", "\u2400").toWellFormed(),
    format: event.format,
    timeMs: storableMs(event),
    text: event.message,
    attributes: event.attributes,
  };
}

const NULL = "\\N";
// What a timestamp may be in both JavaScript's ISO form with four digits and PostgreSQL.
const MIN_MS = Date.parse("0001-01-02T00:00:00Z");
const MAX_MS = Date.parse("9999-12-30T00:00:00Z");

function encode(event: LogEvent, templateId: number): string {
  const timeMs = storableMs(event);
  const utc = timeMs === null ? null : new Date(timeMs).toISOString();
  const form = event.timestamp === null || utc === null ? null : formOfTime(event.timestamp, timeMs ?? 0, utc);
  const stated = form !== null || event.timestamp === null ? NULL : escape(event.timestamp);
  const place = `${event.seq}\t${templateId}\t${event.offset}\t${event.length}\t${event.line}\t${event.lines}`;
  const time = `${utc ?? NULL}\t${form ?? NULL}\t${stated}`;
  const kind = `${levelNumber(event.level) ?? NULL}\t${packFlags(event)}`;
  const text = `${escape(serviceOf(event))}\t${event.format}\t${escape(event.message)}\t${json(event.attributes)}`;
  return `${place}\t${event.sourceIndex}\t${time}\t${kind}\t${text}\n`;
}

const storableMs = ({ timeMs }: LogEvent): number | null =>
  timeMs !== null && timeMs > MIN_MS && timeMs < MAX_MS ? timeMs : null;

const SPECIAL = /[\\\t\n\r\0]/g;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\u2400" };

/** PostgreSQL's text cannot hold NUL: the symbol for it stands there instead, the byte itself is in the blob. */
const escape = (text: string): string => text.replace(SPECIAL, (char) => ESCAPES[char] ?? char);

function json(attributes: Readonly<Record<string, AttributeValue>>): string {
  const text = storableJson(attributes);
  return text === "{}" ? NULL : escape(text);
}
