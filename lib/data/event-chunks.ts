import { setImmediate as breathe } from "node:timers/promises";
import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { eventChunks, events, type EventKind } from "#db/schema/index.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { unpackAttribute } from "./attribute-columns.ts";
import { packChunk, unpackKinds, unpackTexts, unpackTimes, type ColumnEvent, type Texts } from "./event-columns.ts";
import type { EventTest } from "./event-tests.ts";
import type { IngestionRow } from "./ingestion-view.ts";

/** What is known of a chunk without its columns. */
export interface ChunkHead {
  firstSeq: number;
  lastSeq: number;
  /** Null: none of its events has a time. */
  firstMs: number | null;
  lastMs: number | null;
  undated: number;
  kinds: EventKind[];
}

/** A chunk with its columns. Those of numbers are unpacked when they are asked for. */
export interface Chunk extends ChunkHead {
  length: number;
  kindOf(): Uint16Array;
  /** Epoch milliseconds, NaN where there is none. */
  times(): Float64Array;
  /** Throws when no test looks at them. */
  texts(): Texts;
  /** 1 for each event whose attribute has one of the values. Throws when no test looks at the attribute. */
  withAttribute(name: string, values: readonly string[]): Uint8Array;
}

/** A chunk some of whose events pass; `mask` has a 1 for each that does, null: all do. */
export interface Passing {
  chunk: Chunk;
  mask: Uint8Array | null;
}

type Column = "kindOf" | "times" | "texts";
type Ingestion = Pick<IngestionRow, "id" | "projectId" | "events">;

const FIRST_BATCH = 2;
const MAX_BATCH = 32;
/** From a batch of so many on, the next one is read while this one is looked at. */
const EAGER_BATCH = 8;
/** So many chunks are looked at before other requests get their turn. */
const CHUNKS_A_TURN = 4;

/** The chunks of an ingestion by seq. Those of one that was stored without are made here, once. */
export async function loadHeads(tx: Tx, scope: Scope, ingestion: Ingestion): Promise<ChunkHead[]> {
  const heads = await selectHeads(tx, scope, ingestion.id);
  if ((heads.at(-1)?.lastSeq ?? 0) >= ingestion.events) return heads;
  await fillChunks(tx, scope, ingestion, heads.at(-1)?.lastSeq ?? 0);
  return selectHeads(tx, scope, ingestion.id);
}

/**
 * Runs the tests over chunks in the order given; what no event passes is left out. Reads a few chunks at first and more at a
 * time later, so that whoever stops early has read little.
 */
export async function* scanChunks(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  heads: readonly ChunkHead[],
  tests: readonly EventTest[],
  wanted: readonly Column[],
): AsyncGenerator<Passing> {
  const open = heads
    .map((head) => ({ head, undecided: undecidedOf(head, tests) }))
    .flatMap(({ head, undecided }) => (undecided === null ? [] : [{ head, undecided }]));
  let ahead: Promise<Batch> | undefined;
  const load = (at: number, size: number): Promise<Batch> | undefined =>
    at < open.length ? loadBatch(tx, scope, ingestionId, open.slice(at), size, wanted) : undefined;
  try {
    for (let at = 0, size = FIRST_BATCH; at < open.length; at += size, size = Math.min(size * 2, MAX_BATCH)) {
      const batch = await (ahead ?? load(at, size));
      // Whoever reads on has the database read on meanwhile; whoever stops early does not.
      ahead = size < EAGER_BATCH ? undefined : load(at + size, Math.min(size * 2, MAX_BATCH));
      ahead?.catch(() => undefined);
      for (const [index, { chunk, undecided }] of (batch ?? []).entries()) {
        if (index % CHUNKS_A_TURN === 0) await breathe();
        const mask = maskOf(chunk, undecided);
        if (mask === null || mask.includes(1)) yield { chunk, mask };
      }
    }
  } finally {
    // The transaction may end only when nothing is asked of it.
    await ahead?.catch(() => undefined);
  }
}

type Batch = { chunk: Chunk; undecided: readonly EventTest[] }[];

/** The first `size` chunks of those to come, with the columns that their tests look at. */
async function loadBatch(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  open: readonly { head: ChunkHead; undecided: readonly EventTest[] }[],
  size: number,
  wanted: readonly Column[],
): Promise<Batch> {
  const batch = open.slice(0, size);
  const needed = new Set(batch.flatMap(({ undecided }) => undecided));
  const columns = new Set([...wanted, ...[...needed].flatMap(({ column }) => column ?? [])]);
  const names = [...new Set([...needed].flatMap(({ attribute }) => attribute ?? []))];
  const heads = batch.map(({ head }) => head);
  const packed = await loadColumns(tx, scope, ingestionId, heads, columns);
  const attributes = new Map<string, Map<number, PackedAttribute>>();
  for (const name of names) attributes.set(name, await loadAttribute(tx, scope, ingestionId, heads, name));
  // All at once: other threads do it, and this one goes on with other requests.
  return Promise.all(
    batch.map(async ({ head, undecided }) => ({
      chunk: await chunkOf(head, packed.get(head.firstSeq), attributes),
      undecided,
    })),
  );
}

/** How many events of each kind pass the tests, over all chunks with a wanted kind. */
export async function countKinds(
  tx: Tx,
  scope: Scope,
  ingestion: Ingestion,
  tests: readonly EventTest[],
  isWanted: (kind: EventKind) => boolean,
): Promise<EventKind[]> {
  const heads = (await loadHeads(tx, scope, ingestion)).filter(({ kinds }) => kinds.some(isWanted));
  const whole = heads.filter((head) => undecidedOf(head, tests)?.length === 0);
  const counted = createKindCounts();
  for (const { kinds } of whole) for (const kind of kinds) counted.add(kind, kind[5]);
  const rest = heads.filter((head) => !whole.includes(head));
  for await (const { chunk, mask } of scanChunks(tx, scope, ingestion.id, rest, tests, ["kindOf"])) {
    const counts = new Uint32Array(chunk.kinds.length);
    const kindOf = chunk.kindOf();
    for (let index = 0; index < kindOf.length; index++) {
      const kind = kindOf[index] ?? 0;
      if (mask === null || mask[index] === 1) counts[kind] = (counts[kind] ?? 0) + 1;
    }
    for (const [index, kind] of chunk.kinds.entries()) counted.add(kind, counts[index] ?? 0);
  }
  return counted.all().filter(isWanted);
}

/** The tests that must look at the single events; null when the chunk as a whole fails one. */
function undecidedOf(head: ChunkHead, tests: readonly EventTest[]): EventTest[] | null {
  const undecided: EventTest[] = [];
  for (const test of tests) {
    const passes = test.chunk(head);
    if (passes === false) return null;
    if (passes === null) undecided.push(test);
  }
  return undecided;
}

function maskOf(chunk: Chunk, tests: readonly EventTest[]): Uint8Array | null {
  const [first, ...others] = tests.map((test) => test.events(chunk));
  return first === undefined
    ? null
    : others.reduce((mask, passes) => mask.map((one, index) => one & (passes[index] ?? 0)), first);
}

function createKindCounts() {
  const counts = new Map<string, EventKind>();
  return {
    add([source, template, level, service, format]: EventKind, count: number) {
      if (count === 0) return;
      const key = `${source} ${template} ${level} ${format} ${service}`;
      const known = counts.get(key);
      if (known) known[5] += count;
      else counts.set(key, [source, template, level, service, format, count]);
    },
    all: () => [...counts.values()],
  };
}

async function selectHeads(tx: Tx, scope: Scope, ingestionId: string): Promise<ChunkHead[]> {
  const { firstSeq, lastSeq, firstAt, lastAt, undated, kinds } = eventChunks;
  const rows = await tx
    .select({ firstSeq, lastSeq, firstAt, lastAt, undated, kinds })
    .from(eventChunks)
    .where(own(scope, eventChunks, eq(eventChunks.ingestionId, ingestionId)))
    .orderBy(asc(eventChunks.firstSeq));
  return rows.map(({ firstAt, lastAt, ...row }) => ({
    ...row,
    firstMs: firstAt?.getTime() ?? null,
    lastMs: lastAt?.getTime() ?? null,
  }));
}

type Packed = Partial<Record<Column, Buffer>>;

/** The name's own column; where it has none, what is left of such names. */
interface PackedAttribute {
  column: Buffer | null;
  rest: Buffer | null;
}

async function loadColumns(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  heads: readonly ChunkHead[],
  columns: ReadonlySet<Column>,
): Promise<Map<number, Packed>> {
  if (columns.size === 0) return new Map();
  const column = (name: Column) => (columns.has(name) ? eventChunks[name] : sql<Buffer>`null`);
  const rows = await tx
    .select({
      firstSeq: eventChunks.firstSeq,
      kindOf: column("kindOf"),
      times: column("times"),
      texts: column("texts"),
    })
    .from(eventChunks)
    .where(ofHeads(scope, ingestionId, heads));
  return new Map(rows.map((row) => [row.firstSeq, row]));
}

/** Reads the bytes of one attribute only: the column is stored so that PostgreSQL can cut it where it lies. */
async function loadAttribute(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  heads: readonly ChunkHead[],
  name: string,
): Promise<Map<number, PackedAttribute>> {
  const place = sql`(${eventChunks.attributePlaces} -> ${name}::text)`;
  const rows = await tx
    .select({
      firstSeq: eventChunks.firstSeq,
      column: sql<Buffer | null>`substring(${eventChunks.attributes} from (${place} ->> 0)::int for (${place} ->> 1)::int)`,
      rest: sql<Buffer | null>`case when ${place} is null then ${eventChunks.attributeRest} end`,
    })
    .from(eventChunks)
    .where(ofHeads(scope, ingestionId, heads));
  return new Map(rows.map(({ firstSeq, ...packed }) => [firstSeq, packed]));
}

function ofHeads(scope: Scope, ingestionId: string, heads: readonly ChunkHead[]) {
  const seqs = heads.map(({ firstSeq }) => firstSeq);
  return own(scope, eventChunks, eq(eventChunks.ingestionId, ingestionId), inArray(eventChunks.firstSeq, seqs));
}

async function chunkOf(
  head: ChunkHead,
  packed: Packed | undefined,
  attributes: ReadonlyMap<string, ReadonlyMap<number, PackedAttribute>>,
): Promise<Chunk> {
  const length = head.lastSeq - head.firstSeq + 1;
  const texts = packed?.texts ? await unpackTexts(packed.texts, length) : null;
  const finders = new Map<string, (values: readonly string[]) => Uint8Array>();
  for (const [name, byChunk] of attributes) {
    const { column = null, rest = null } = byChunk.get(head.firstSeq) ?? {};
    finders.set(name, await unpackAttribute(name, length, column, rest));
  }
  return {
    ...head,
    length,
    kindOf: once(() => unpackKinds(loaded("kindOf", packed?.kindOf))),
    times: once(() => unpackTimes(loaded("times", packed?.times), length, head.firstMs ?? NaN)),
    texts: () => loaded("texts", texts),
    withAttribute: (name, values) => loaded(name, finders.get(name))(values),
  };
}

function loaded<T>(column: string, found: T | null | undefined): T {
  if (found == null) throw new Error(`column ${column} was not loaded`);
  return found;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const FILL_EVENTS = 5000;

/** Makes the chunks of events that are stored already. Two that do so at once make the same. */
async function fillChunks(tx: Tx, scope: Scope, ingestion: Ingestion, after: number): Promise<void> {
  for (let last = after; ; last += FILL_EVENTS) {
    const rows: ColumnEvent[] = await tx
      .select({
        seq: events.seq,
        sourceIndex: events.sourceIndex,
        templateId: events.templateId,
        level: events.level,
        service: events.service,
        format: events.format,
        timeMs: sql<number | null>`(extract(epoch from ${events.ts}) * 1000)::float8`,
        text: events.message,
        attributes: events.attributes,
      })
      .from(events)
      .where(own(scope, events, and(eq(events.ingestionId, ingestion.id), gt(events.seq, last))))
      .orderBy(asc(events.seq))
      .limit(FILL_EVENTS);
    if (rows.length === 0) return;
    const { projectId, id: ingestionId } = ingestion;
    await tx
      .insert(eventChunks)
      .values({ orgId: scope.orgId, projectId, ingestionId, ...(await packChunk(rows)) })
      .onConflictDoNothing();
  }
}
