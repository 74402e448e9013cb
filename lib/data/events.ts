import { and, asc, between, desc, eq, gt, gte, isNull, lt, lte, or, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { EventDetail, EventRow } from "#contracts/event.ts";
import { events, findings, groups, templates } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";
import { loadFilter, type EventFilter } from "./event-filter.ts";
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
    const begin = await beginOf(tx, input, order, filter);
    const rows = await selectEvents(tx)
      .where(and(filter.where(), begin))
      .orderBy(...orderOf(input))
      .limit(input.limit + 1);
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

/** Events without a time come last either way. */
function orderOf({ sort, direction }: ListInput): SQL[] {
  const by = direction === "asc" ? asc : desc;
  return sort === "seq" ? [by(events.seq)] : [sql`${by(events.ts)} nulls last`, by(events.seq)];
}

/** Where the page begins: after the cursor, or at the event `from`. */
async function beginOf(tx: Tx, input: ListInput, order: string, filter: EventFilter): Promise<SQL | undefined> {
  const { sort, direction, cursor, from } = input;
  if (sort === "seq") {
    if (cursor !== undefined) return beyond(direction, decodeCursor(order, z.tuple([z.number()]), cursor)[0]);
    return from === undefined ? undefined : direction === "asc" ? gte(events.seq, from) : lte(events.seq, from);
  }
  if (cursor !== undefined) {
    const [ms, seq] = decodeCursor(order, z.tuple([z.number().nullable(), z.number()]), cursor);
    return beyondTime(direction, ms === null ? null : new Date(ms), seq);
  }
  if (from === undefined) return undefined;
  const [first] = await tx
    .select({ ts: events.ts })
    .from(events)
    .where(and(eq(events.ingestionId, filter.ingestion.id), eq(events.seq, from)));
  const at = direction === "asc" ? from - 1 : from + 1;
  return first === undefined ? undefined : beyondTime(direction, first.ts, at);
}

const beyond = (direction: Direction, seq: number): SQL =>
  direction === "asc" ? gt(events.seq, seq) : lt(events.seq, seq);

function beyondTime(direction: Direction, ts: Date | null, seq: number): SQL | undefined {
  if (ts === null) return and(isNull(events.ts), beyond(direction, seq));
  const later = direction === "asc" ? gt(events.ts, ts) : lt(events.ts, ts);
  return or(later, and(eq(events.ts, ts), beyond(direction, seq)), isNull(events.ts));
}

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
