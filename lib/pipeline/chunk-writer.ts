import { eq, sql } from "drizzle-orm";
import type { LogEvent } from "#engine";
import { eventChunks, ingestions } from "#db/schema/index.ts";
import { packChunk } from "#lib/data/event-columns.ts";
import { loudest } from "#lib/data/levels.ts";
import { inScope, type Scope, type Tx } from "#lib/scope.ts";
import { columnsOf, copyEvents } from "./event-copy.ts";
import { storeTemplates, type StoredTemplate } from "./project-groups.ts";
import { advance, type Run } from "./run.ts";
import { addTotals, countTemplates, levelCountsOf, type TemplateTotals, type Totals } from "./running-totals.ts";

export const CHUNK_EVENTS = 5000;
const CHUNK_CHARS = 8 * 1024 * 1024;
/** The rate shown to a person is over about this long. */
const RATE_WINDOW_MS = 3000;

export interface ChunkWriter {
  /** Takes events in order; `bytesRead` is how far the sources were read for them. Waits while a chunk is being written. */
  add(events: readonly LogEvent[], bytesRead: number): Promise<void>;
  /** Writes what is left. */
  finish(): Promise<void>;
}

/**
 * Cuts events into chunks, always at the same places, and commits each with its templates, running totals and the checkpoint
 * in one transaction. Chunks up to `committed` were written by an earlier attempt and are only counted. One chunk is written
 * while the next is read.
 */
export function createChunkWriter(scope: Scope, run: Run, committed: number): ChunkWriter {
  const groups = createGroupTotals();
  const rate = createRate();
  let pending: LogEvent[] = [];
  let chars = 0;
  let bytesRead = 0;
  let checkpoint = committed;
  let writing: Promise<void> = Promise.resolve();

  const write = (chunk: LogEvent[], progress: { events: number; bytesRead: number }, previous: number) =>
    inScope(scope, async (tx, client) => {
      // Losing the last chunk with its checkpoint in a crash of the server is as good as not having written it.
      await tx.execute(sql`set local synchronous_commit = off`);
      const templates = await groups.store(tx, scope);
      const templateIdOf = (event: LogEvent) => idsOf(templates, event.fingerprint).templateId;
      await copyEvents(client, { orgId: scope.orgId, ingestionId: run.ingestionId }, chunk, templateIdOf);
      await tx.insert(eventChunks).values({
        orgId: scope.orgId,
        projectId: scope.projectId ?? "",
        ingestionId: run.ingestionId,
        ...(await packChunk(chunk.map((event) => columnsOf(event, templateIdOf(event))))),
      });
      await writeTotals(tx, scope, run, groups.take());
      const seen = { ...groups.summary(), eventsPerSecond: rate(chunk.length) };
      await advance(tx, scope, run, { ...progress, ...seen }, eq(ingestions.events, previous));
    });

  const cut = async () => {
    const chunk = pending;
    pending = [];
    chars = 0;
    const lastSeq = chunk.at(-1)?.seq ?? 0;
    const counted = countTemplates(chunk);
    const progress = { events: lastSeq, bytesRead };
    await writing;
    groups.add(counted);
    if (lastSeq <= committed) return;
    writing = write(chunk, progress, checkpoint);
    writing.catch(() => {}); // awaited by the next cut or by finish
    checkpoint = lastSeq;
  };

  return {
    async add(events, read) {
      bytesRead = read;
      for (const event of events) {
        pending.push(event);
        chars += event.message.length;
        if (pending.length >= CHUNK_EVENTS || chars >= CHUNK_CHARS) await cut();
      }
    },
    async finish() {
      if (pending.length > 0) await cut();
      await writing;
    },
  };
}

/** Totals by group. Which group a template belongs to is known once it is stored, so counts wait until then. */
function createGroupTotals() {
  const templates = new Map<string, StoredTemplate>();
  const totals = new Map<string, Totals>();
  let waiting: TemplateTotals[] = [];
  let touched = new Set<string>();
  let all: Totals | null = null;
  return {
    summary: () => ({
      groups: totals.size,
      levels: all === null ? {} : levelCountsOf(all),
      firstAt: dateOrNull(all?.firstMs),
      lastAt: dateOrNull(all?.lastMs),
    }),
    add: (counted: TemplateTotals[]) => waiting.push(...counted),
    async store(tx: Tx, scope: Scope): Promise<ReadonlyMap<string, StoredTemplate>> {
      const met = new Map(waiting.map((one) => [one.fingerprint, one]));
      const unknown = [...met.values()].filter(({ fingerprint }) => !templates.has(fingerprint));
      for (const [fingerprint, ids] of await storeTemplates(tx, scope, unknown)) templates.set(fingerprint, ids);
      for (const { fingerprint, template: _, format: __, ...added } of waiting) {
        const { groupId } = idsOf(templates, fingerprint);
        const before = totals.get(groupId);
        totals.set(groupId, before ? addTotals(before, added) : added);
        all = all ? addTotals(all, added) : added;
        touched.add(groupId);
      }
      waiting = [];
      return templates;
    },
    /** Those that changed since the last call. */
    take(): [string, Totals][] {
      const changed = [...touched];
      touched = new Set();
      return changed.flatMap((groupId) => {
        const total = totals.get(groupId);
        return total ? [[groupId, total]] : [];
      });
    },
  };
}

function idsOf(templates: ReadonlyMap<string, StoredTemplate>, fingerprint: string): StoredTemplate {
  const ids = templates.get(fingerprint);
  if (ids === undefined) throw new Error(`template ${fingerprint} was not stored`);
  return ids;
}

/**
 * Absolute values, so that writing them twice changes nothing. They are what a person sees while the rest is read; the group
 * step replaces them.
 */
async function writeTotals(tx: Tx, scope: Scope, run: Run, changed: readonly [string, Totals][]): Promise<void> {
  const rows = changed.map(([groupId, totals]) => {
    const levels = levelCountsOf(totals);
    return {
      group_id: groupId,
      count: totals.count,
      first_seq: totals.firstSeq,
      last_seq: totals.lastSeq,
      first_at: dateOrNull(totals.firstMs),
      last_at: dateOrNull(totals.lastMs),
      level: loudest(levels),
      levels,
    };
  });
  await tx.execute(sql`
    insert into ingestion_groups
      (org_id, project_id, ingestion_id, group_id, count, first_seq, last_seq, first_at, last_at, level, levels)
    select ${scope.orgId}::uuid, ${scope.projectId}::uuid, ${run.ingestionId}::uuid, new.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (group_id uuid, count integer, first_seq integer,
      last_seq integer, first_at timestamptz, last_at timestamptz, level smallint, levels jsonb)
    on conflict (ingestion_id, group_id) do update set
      count = excluded.count, first_seq = excluded.first_seq, last_seq = excluded.last_seq, first_at = excluded.first_at,
      last_at = excluded.last_at, level = excluded.level, levels = excluded.levels`);
}

const dateOrNull = (ms: number | null | undefined): Date | null => (ms == null ? null : new Date(ms));

function createRate(): (events: number) => number {
  const commits: { at: number; events: number }[] = [{ at: performance.now(), events: 0 }];
  return (events) => {
    const now = performance.now();
    commits.push({ at: now, events });
    while (commits.length > 2 && now - (commits[1]?.at ?? now) > RATE_WINDOW_MS) commits.shift();
    const sum = commits.slice(1).reduce((total, commit) => total + commit.events, 0);
    return sum / Math.max((now - (commits[0]?.at ?? now)) / 1000, 0.001);
  };
}
