import { and, asc, between, desc, eq, gt, isNotNull, isNull, lt, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { EventDetail, EventRow } from "#contracts/event.ts";
import { events, findings, groups, templates } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";
import { loadFilter } from "./event-filter.ts";
import { unpackFlags } from "./event-flags.ts";
import { eventColumns, toEventRow } from "./event-view.ts";
import type { SourceRow } from "./ingestion-view.ts";
import { findIngestion, loadSources, type InIngestion } from "./ingestions.ts";

type View = z.input<typeof EventRow>;
type Direction = "asc" | "desc";

const MAX_RAW_BYTES = 256 * 1024;

interface ListInput extends InIngestion {
  q: string;
  sort: "seq" | "time";
  direction: Direction;
  from?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

export function listEvents(scope: Scope, input: ListInput): Promise<{ items: View[]; nextCursor: string | null }> {
  const order = `events:${input.sort}:${input.direction}`;
  return inScope(scope, async (tx) => {
    const filter = await loadFilter(tx, scope, input);
    const parts =
      input.sort === "seq" ? [seqPart(input, order)] : await timeParts(tx, input, order, filter.ingestion.id);
    const select = (part: Part, limit: number) =>
      selectEvents(tx)
        .where(and(filter.where(), part.condition))
        .orderBy(...part.order)
        .limit(limit);
    const rows: Awaited<ReturnType<typeof select>> = [];
    for (const part of parts) {
      if (rows.length <= input.limit) rows.push(...(await select(part, input.limit + 1 - rows.length)));
    }
    const page = pageOfRows(rows, input.limit, order, (row) =>
      input.sort === "seq" ? [row.seq] : [row.ts?.getTime() ?? null, row.seq],
    );
    return { ...page, items: page.items.map((row) => toEventRow(row, filter.sources)) };
  });
}

export function countEvents(
  scope: Scope,
  input: InIngestion & { q: string },
): Promise<{ count: number; total: number; tookMs: number }> {
  const started = performance.now();
  return inScope(scope, async (tx) => {
    const filter = await loadFilter(tx, scope, input);
    const total = filter.ingestion.events;
    const count = filter.terms.length === 0 ? total : await tx.$count(events, filter.where());
    return { count, total, tookMs: Math.round(performance.now() - started) };
  });
}

/** One event whole, with its raw text out of the stored bytes. */
export async function getEvent(
  scope: Scope,
  input: InIngestion & { seq: number },
): Promise<z.input<typeof EventDetail>> {
  const { row, source, found } = await inScope(scope, async (tx) => {
    const { id } = await findIngestion(tx, scope, input);
    const [row] = await tx
      .select({ event: events, template: templates, group: groups, messageChars: eventColumns.messageChars })
      .from(events)
      .innerJoin(templates, eq(templates.id, events.templateId))
      .innerJoin(groups, eq(groups.id, templates.groupId))
      .where(own(scope, events, eq(events.ingestionId, id), eq(events.seq, input.seq)));
    const sources = await loadSources(tx, scope, [id]);
    const source = sources.find(({ index }) => index === row?.event.sourceIndex);
    if (row === undefined || source === undefined) throw new AppError("not_found", `There is no event ${input.seq}.`);
    return { row, source, found: await findingsOf(tx, scope, id, input.seq, row.group.fingerprint) };
  });
  const { event, template, group, messageChars } = row;
  return {
    ...toEventRow({ ...event, messageChars, groupId: group.id }, [source]),
    line: event.line,
    offset: event.byteOffset,
    length: event.byteLength,
    format: event.format,
    template: template.template,
    fingerprint: template.fingerprint,
    timeNotes: unpackFlags(event.flags).timeNotes,
    ...(await readRaw(event, source)),
    findings: found,
  };
}

/** The events before and after one, in its own source. */
export function listAround(
  scope: Scope,
  { seq, lines, ...input }: InIngestion & { seq: number; lines: number },
): Promise<{ items: View[] }> {
  return inScope(scope, async (tx) => {
    const { id } = await findIngestion(tx, scope, input);
    const sources = await loadSources(tx, scope, [id]);
    const here = own(scope, events, eq(events.ingestionId, id));
    const [middle] = await tx
      .select({ sourceIndex: events.sourceIndex })
      .from(events)
      .where(and(here, eq(events.seq, seq)));
    if (middle === undefined) throw new AppError("not_found", `There is no event ${seq}.`);
    const rows = await selectEvents(tx)
      .where(and(here, between(events.seq, seq - lines, seq + lines), eq(events.sourceIndex, middle.sourceIndex)))
      .orderBy(asc(events.seq));
    return { items: rows.map((row) => toEventRow(row, sources)) };
  });
}

function selectEvents(tx: Tx) {
  return tx.select(eventColumns).from(events).innerJoin(templates, eq(templates.id, events.templateId)).$dynamic();
}

/** A stretch of the list that one index gives in order. */
interface Part {
  condition: SQL | undefined;
  order: SQL[];
}

function seqPart({ direction, cursor, from }: ListInput, order: string): Part {
  const after = cursor === undefined ? undefined : decodeCursor(order, z.tuple([z.number()]), cursor)[0];
  const begin = from === undefined ? undefined : before(from, direction);
  return undated(direction, after ?? begin);
}

/** By time, and after those the events without one. Both begin after the cursor, or at the event `from`. */
async function timeParts(tx: Tx, input: ListInput, order: string, ingestionId: string): Promise<Part[]> {
  const { direction, cursor, from } = input;
  const shape = z.tuple([z.number().nullable(), z.number()]);
  let after = cursor === undefined ? undefined : decodeCursor(order, shape, cursor);
  if (after === undefined && from !== undefined) {
    const [first] = await tx
      .select({ ts: events.ts })
      .from(events)
      .where(and(eq(events.ingestionId, ingestionId), eq(events.seq, from)));
    if (first !== undefined) after = [first.ts?.getTime() ?? null, before(from, direction)];
  }
  const [ms, seq] = after ?? [undefined, undefined];
  const rest = undated(direction, ms === null ? seq : undefined);
  const withoutTime = { ...rest, condition: and(isNull(events.ts), rest.condition) };
  return ms === null ? [withoutTime] : [dated(direction, ms, seq), withoutTime];
}

function dated(direction: Direction, ms?: number, seq?: number): Part {
  const keys = sql`(${events.ts}, ${events.seq})`;
  const at = ms === undefined ? undefined : sql`(${new Date(ms).toISOString()}::timestamptz, ${seq}::int)`;
  const beyond = at && (direction === "asc" ? sql`${keys} > ${at}` : sql`${keys} < ${at}`);
  const by = direction === "asc" ? asc : desc;
  return { condition: and(isNotNull(events.ts), beyond), order: [by(events.ts), by(events.seq)] };
}

function undated(direction: Direction, seq?: number): Part {
  const [beyond, by] = direction === "asc" ? [gt, asc] : [lt, desc];
  return { condition: seq === undefined ? undefined : beyond(events.seq, seq), order: [by(events.seq)] };
}

/** The seq after which a list that begins at `from` begins. */
const before = (from: number, direction: Direction): number => (direction === "asc" ? from - 1 : from + 1);

/** Findings that cite the event or claim its group. */
async function findingsOf(tx: Tx, scope: Scope, ingestionId: string, seq: number, fingerprint: string) {
  const rows = await tx
    .select({ finding: findings.finding })
    .from(findings)
    .where(own(scope, findings, eq(findings.ingestionId, ingestionId)))
    .orderBy(asc(findings.severity), asc(findings.id));
  return rows
    .filter(({ finding }) => finding.evidence.includes(seq) || finding.groups.includes(fingerprint))
    .map(({ finding: { id, title } }) => ({ id, title }));
}

async function readRaw(
  event: Pick<typeof events.$inferSelect, "byteOffset" | "byteLength">,
  source: SourceRow,
): Promise<{ raw: string; rawCut: boolean }> {
  const key = blobKey.source(source.orgId, source.projectId, source.ingestionId, source.index);
  const bytes = await blobs().readRange(key, event.byteOffset, Math.min(event.byteLength, MAX_RAW_BYTES));
  const raw = new TextDecoder(source.profile?.encoding ?? "utf-8", { ignoreBOM: true }).decode(bytes);
  return { raw, rawCut: event.byteLength > MAX_RAW_BYTES };
}
