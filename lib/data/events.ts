import { and, asc, between, desc, eq, gt, inArray, isNotNull, isNull, lt, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { EventDetail, EventRow } from "#contracts/event.ts";
import { events, findings, groups, templates, type EventKind } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";
import { countKinds } from "./event-chunks.ts";
import { loadFilter, type EventFilter } from "./event-filter.ts";
import { unpackFlags } from "./event-flags.ts";
import { findBySeq, findByTime, type Direction, type Place } from "./event-search.ts";
import { eventColumns, toEventRow } from "./event-view.ts";
import type { SourceRow } from "./ingestion-view.ts";
import { findIngestion, loadSources, type InIngestion } from "./ingestions.ts";

type View = z.input<typeof EventRow>;

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
    const after = await beginning(tx, input, order, filter.ingestion.id);
    const rows =
      filter.terms.length === 0
        ? await listAll(tx, scope, input, after)
        : await listMatching(tx, scope, input, after, filter);
    const page = pageOfRows(rows, input.limit, order, ({ ts, seq }) => [ts?.getTime() ?? null, seq]);
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
    const isWanted = (kind: EventKind) => filter.matchesKind(kind);
    const kinds =
      filter.terms.length === 0 ? null : await countKinds(tx, scope, filter.ingestion, filter.tests, isWanted);
    const count = kinds?.reduce((sum, kind) => sum + kind[5], 0) ?? total;
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

/** Where the list begins: behind the cursor, or with the event `from`. Undefined: at its end. */
async function beginning(tx: Tx, input: ListInput, order: string, ingestionId: string): Promise<Place | undefined> {
  const { cursor, from, direction } = input;
  if (cursor !== undefined) {
    const [ms, seq] = decodeCursor(order, z.tuple([z.number().nullable(), z.number()]), cursor);
    return { ms, seq };
  }
  if (from === undefined) return undefined;
  const seq = direction === "asc" ? from - 1 : from + 1;
  if (input.sort === "seq") return { ms: null, seq };
  const [first] = await tx
    .select({ ts: events.ts })
    .from(events)
    .where(and(eq(events.ingestionId, ingestionId), eq(events.seq, from)));
  return first && { ms: first.ts?.getTime() ?? null, seq };
}

async function listMatching(tx: Tx, scope: Scope, input: ListInput, after: Place | undefined, filter: EventFilter) {
  const { direction } = input;
  const limit = input.limit + 1;
  const seqs =
    input.sort === "seq"
      ? await findBySeq(tx, scope, filter, { direction, limit, after: after?.seq })
      : await findByTime(tx, scope, filter, { direction, limit, after });
  if (seqs.length === 0) return [];
  const rows = await selectEvents(tx).where(
    own(scope, events, eq(events.ingestionId, filter.ingestion.id), inArray(events.seq, seqs)),
  );
  const places = new Map(seqs.map((seq, index) => [seq, index]));
  return rows.toSorted((one, other) => (places.get(one.seq) ?? 0) - (places.get(other.seq) ?? 0));
}

/** Without a filter an index gives the list in order: by seq, or the dated events and then the others. */
async function listAll(tx: Tx, scope: Scope, input: ListInput, after: Place | undefined) {
  const { direction } = input;
  const select = (part: Part, limit: number) =>
    selectEvents(tx)
      .where(own(scope, events, eq(events.ingestionId, input.ingestionId), part.condition))
      .orderBy(...part.order)
      .limit(limit);
  if (input.sort === "seq") return select(undated(direction, after?.seq), input.limit + 1);
  const rows = after?.ms === null ? [] : await select(dated(direction, after), input.limit + 1);
  if (rows.length > input.limit) return rows;
  const rest = undated(direction, after?.ms === null ? after.seq : undefined);
  const others = await select(
    { ...rest, condition: and(isNull(events.ts), rest.condition) },
    input.limit + 1 - rows.length,
  );
  return [...rows, ...others];
}

/** A stretch of the list that one index gives in order. */
interface Part {
  condition: SQL | undefined;
  order: SQL[];
}

function dated(direction: Direction, after: Place | undefined): Part {
  const keys = sql`(${events.ts}, ${events.seq})`;
  const ms = after?.ms;
  const at = ms == null ? undefined : sql`(${new Date(ms).toISOString()}::timestamptz, ${after?.seq}::int)`;
  const beyond = at && (direction === "asc" ? sql`${keys} > ${at}` : sql`${keys} < ${at}`);
  const by = direction === "asc" ? asc : desc;
  return { condition: and(isNotNull(events.ts), beyond), order: [by(events.ts), by(events.seq)] };
}

function undated(direction: Direction, seq?: number): Part {
  const [beyond, by] = direction === "asc" ? [gt, asc] : [lt, desc];
  return { condition: seq === undefined ? undefined : beyond(events.seq, seq), order: [by(events.seq)] };
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
