import { and, count, desc, eq, exists, gte, inArray, lt, max, min, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { z } from "zod";
import { diffGroups, summariseValues, type ComparedGroup as EngineGroup, type LevelCounts } from "#engine";
import { MAX_DIFFERENCES, type Comparison } from "#contracts/comparison.ts";
import { events, groups, ingestionGroups, ingestions, sources, templates } from "#db/schema/index.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import type { IngestionRow } from "./ingestion-view.ts";
import { findIngestion } from "./ingestions.ts";
import { levelName } from "./levels.ts";

type View = z.input<typeof Comparison>;

interface Input {
  projectId: string;
  after: string;
  before?: string | undefined;
  afterFrom?: string | undefined;
  afterUntil?: string | undefined;
  beforeFrom?: string | undefined;
  beforeUntil?: string | undefined;
}

/** Part of an ingestion: all of it where both bounds are absent. */
interface Side {
  ingestion: IngestionRow;
  from: string | undefined;
  until: string | undefined;
}

/** A group on one side; `members` is its id, since groups belong to the project. */
interface Compared extends EngineGroup {
  level: number;
  firstSeq: number;
}

/** The busiest; beyond them a difference would not be found. */
const MAX_GROUPS = 20_000;

export function getComparison(scope: Scope, input: Input): Promise<View> {
  const { projectId } = input;
  return inScope(scope, async (tx) => {
    const ingestion = await findIngestion(tx, scope, { projectId, ingestionId: input.after });
    const after: Side = { ingestion, from: input.afterFrom, until: input.afterUntil };
    const beforeId = input.before ?? (await previousOf(tx, scope, ingestion));
    if (beforeId === null) return { ...NOTHING, before: null, after: toSide(after, ingestion.events) };
    const before: Side = {
      ingestion: await findIngestion(tx, scope, { projectId, ingestionId: beforeId }),
      from: input.beforeFrom,
      until: input.beforeUntil,
    };
    const [a, b] = [await loadSide(tx, scope, before), await loadSide(tx, scope, after)];
    return { before: toSide(before, a.events), after: toSide(after, b.events), ...toView(diffGroups(a, b)) };
  });
}

const NOTHING = {
  new: [],
  gone: [],
  up: [],
  down: [],
  shifted: [],
  totals: { new: 0, gone: 0, up: 0, down: 0, shifted: 0 },
} satisfies Partial<View>;

/** The latest earlier one, of those with a file of the same name if there are any: last night's log of the same service. */
async function previousOf(tx: Tx, scope: Scope, { id, projectId }: IngestionRow): Promise<string | null> {
  const here = alias(sources, "here");
  const sameName = exists(
    tx
      .select({ one: sql`1` })
      .from(sources)
      .innerJoin(here, and(eq(here.ingestionId, id), eq(here.name, sources.name)))
      .where(eq(sources.ingestionId, ingestions.id)),
  );
  const [row] = await tx
    .select({ id: ingestions.id })
    .from(ingestions)
    .where(
      own(scope, ingestions, eq(ingestions.projectId, projectId), eq(ingestions.status, "done"), lt(ingestions.id, id)),
    )
    .orderBy(desc(sameName), desc(ingestions.id))
    .limit(1);
  return row?.id ?? null;
}

function loadSide(tx: Tx, scope: Scope, side: Side): Promise<{ events: number; groups: Compared[] }> {
  return side.from === undefined && side.until === undefined
    ? loadWhole(tx, scope, side.ingestion)
    : loadRange(tx, scope, side);
}

async function loadWhole(tx: Tx, scope: Scope, { id, events: total }: IngestionRow) {
  const rows = await tx
    .select({
      id: groups.id,
      template: groups.template,
      count: ingestionGroups.count,
      level: ingestionGroups.level,
      levels: ingestionGroups.levels,
      firstSeq: ingestionGroups.firstSeq,
      values: ingestionGroups.values,
    })
    .from(ingestionGroups)
    .innerJoin(groups, eq(groups.id, ingestionGroups.groupId))
    .where(own(scope, ingestionGroups, eq(ingestionGroups.ingestionId, id)))
    .orderBy(desc(ingestionGroups.count), ingestionGroups.groupId)
    .limit(MAX_GROUPS);
  return { events: total, groups: rows.map(({ id: groupId, ...row }) => ({ ...row, ...keyOf(groupId) })) };
}

const keyOf = (groupId: string) => ({ fingerprint: groupId, members: [groupId] });

/** Counts the events of a time range by template, and reads a sample of them for what their variables hold. */
async function loadRange(tx: Tx, scope: Scope, side: Side) {
  const inside = insideOf(scope, side);
  const rows = await tx
    .select({
      groupId: templates.groupId,
      groupTemplate: groups.template,
      templateId: events.templateId,
      template: templates.template,
      level: events.level,
      count: count(),
      firstSeq: sql<number>`${min(events.seq)}`,
      lastSeq: sql<number>`${max(events.seq)}`,
    })
    .from(events)
    .innerJoin(templates, eq(templates.id, events.templateId))
    .innerJoin(groups, eq(groups.id, templates.groupId))
    .where(inside)
    .groupBy(templates.groupId, groups.template, events.templateId, templates.template, events.level)
    .orderBy(desc(count()))
    .limit(MAX_GROUPS);
  const messages = await sampleOf(tx, scope, side, rows);
  const found = [...Map.groupBy(rows, (row) => row.groupId)].map(([groupId, parts]): Compared => {
    const groupTemplate = parts[0]?.groupTemplate ?? "";
    const members = new Map(parts.map(({ templateId, template }) => [templateId, template]));
    return {
      ...keyOf(groupId),
      template: groupTemplate,
      count: parts.reduce((sum, part) => sum + part.count, 0),
      level: Math.max(...parts.map(({ level }) => level ?? -1)),
      levels: levelsOf(parts),
      firstSeq: Math.min(...parts.map(({ firstSeq }) => firstSeq)),
      values: summariseValues(
        groupTemplate,
        [...members].map(([id, template]) => ({ template, messages: messages.get(id) ?? [] })),
      ),
    };
  });
  return { events: found.reduce((sum, group) => sum + group.count, 0), groups: found };
}

function insideOf(scope: Scope, { ingestion, from, until }: Side): SQL | undefined {
  return own(
    scope,
    events,
    eq(events.ingestionId, ingestion.id),
    from === undefined ? undefined : gte(events.ts, new Date(from)),
    until === undefined ? undefined : lt(events.ts, new Date(until)),
  );
}

const SAMPLE_EVENTS = 4000;
const SAMPLE_EDGES = 2000;
/** A value is told by its beginning; a monster line is not read for it. */
const SAMPLE_CHARS = 2000;

/** Events spread evenly over the range, and of each template the first and the last, so that a rare setting is not missed. */
async function sampleOf(
  tx: Tx,
  scope: Scope,
  side: Side,
  rows: readonly { count: number; firstSeq: number; lastSeq: number }[],
): Promise<Map<number, string[]>> {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const stride = Math.ceil(total / SAMPLE_EVENTS);
  const edges = [...new Set(rows.slice(0, SAMPLE_EDGES).flatMap(({ firstSeq, lastSeq }) => [firstSeq, lastSeq]))];
  const sampled = await tx
    .select({ templateId: events.templateId, message: sql<string>`left(${events.message}, ${SAMPLE_CHARS})` })
    .from(events)
    .where(and(insideOf(scope, side), or(sql`${events.seq} % ${stride} = 0`, inArray(events.seq, edges))))
    .orderBy(events.seq)
    .limit(2 * SAMPLE_EVENTS + 2 * SAMPLE_EDGES);
  const messages = new Map<number, string[]>();
  for (const { templateId, message } of sampled) {
    const known = messages.get(templateId);
    if (known === undefined) messages.set(templateId, [message]);
    else known.push(message);
  }
  return messages;
}

function levelsOf(parts: readonly { level: number | null; count: number }[]): LevelCounts {
  const levels: LevelCounts = {};
  for (const { level, count: amount } of parts) {
    const name = levelName(level) ?? "unknown";
    levels[name] = (levels[name] ?? 0) + amount;
  }
  return levels;
}

function toView({ new: came, gone, up, down, shifted }: ReturnType<typeof diffGroups<Compared>>) {
  const first = <T>(list: readonly T[]) => list.slice(0, MAX_DIFFERENCES);
  const rate = ({ before, after, ratio }: (typeof up)[number]) => ({
    group: toGroup(after),
    before: before.count,
    after: after.count,
    ratio,
  });
  return {
    new: first(came).map(toGroup),
    gone: first(gone).map(toGroup),
    up: first(up).map(rate),
    down: first(down).map(rate),
    shifted: first(shifted).map(({ group, key, before, after }) => ({ group: toGroup(group), key, before, after })),
    totals: { new: came.length, gone: gone.length, up: up.length, down: down.length, shifted: shifted.length },
  };
}

function toGroup({ fingerprint: id, template, level, count: amount, firstSeq }: Compared): View["new"][number] {
  return { id, template, level: levelName(level) ?? "unknown", count: amount, firstSeq };
}

function toSide({ ingestion, from, until }: Side, total: number): View["after"] {
  return {
    ingestionId: ingestion.id,
    ingestion: ingestion.name,
    createdAt: ingestion.createdAt.toISOString(),
    events: total,
    firstAt: ingestion.firstAt?.toISOString() ?? null,
    lastAt: ingestion.lastAt?.toISOString() ?? null,
    from: from ?? null,
    until: until ?? null,
  };
}
