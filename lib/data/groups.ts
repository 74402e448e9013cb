import { and, asc, eq, exists, ilike, inArray, lt, not, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Group, GroupDetail } from "#contracts/group.ts";
import { groupRules, groups, ingestionGroups, ingestions, templates } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";
import { findingsByGroup } from "./findings.ts";
import { currentState, toDecision } from "./group-decision.ts";
import type { IngestionRow } from "./ingestion-view.ts";
import { findIngestion, type InIngestion } from "./ingestions.ts";
import { levelName, levelNumber } from "./levels.ts";
import { likePattern } from "./like-pattern.ts";

type View = z.input<typeof Group>;
type Sort = "count" | "first" | "last" | "level";
type Recurrence = View["recurrence"];

interface ListInput extends InIngestion {
  cursor?: string | undefined;
  limit: number;
  sort: Sort;
  direction: "asc" | "desc";
  text?: string | undefined;
  level?: View["level"] | undefined;
  service?: string | undefined;
  recurrence?: Recurrence | undefined;
}

interface Row {
  here: typeof ingestionGroups.$inferSelect;
  state: View["state"];
  group: typeof groups.$inferSelect;
}

/** What a page is sorted by, most significant first; the group's id makes it a total order. */
const SORT_KEYS: Record<Sort, { columns: SQL; of: (row: Row) => number[] }> = {
  count: { columns: sql`${ingestionGroups.count}`, of: ({ here }) => [here.count] },
  first: { columns: sql`${ingestionGroups.firstSeq}`, of: ({ here }) => [here.firstSeq] },
  last: { columns: sql`${ingestionGroups.lastSeq}`, of: ({ here }) => [here.lastSeq] },
  level: {
    columns: sql`${ingestionGroups.level}, ${ingestionGroups.count}`,
    of: ({ here }) => [here.level, here.count],
  },
};

export function listGroups(
  scope: Scope,
  input: ListInput,
): Promise<{ items: View[]; nextCursor: string | null; total: number }> {
  const { columns, of } = SORT_KEYS[input.sort];
  const order = `groups:${input.sort}:${input.direction}`;
  return inScope(scope, async (tx) => {
    const ingestion = await findIngestion(tx, scope, input);
    const matching = and(
      own(scope, ingestionGroups, eq(ingestionGroups.ingestionId, ingestion.id)),
      ...filtersOf(tx, ingestion.id, input),
    );
    const keys = sql`${columns}, ${ingestionGroups.groupId}`;
    const rows = await selectGroups(tx)
      .where(and(matching, input.cursor === undefined ? undefined : after(input, order, keys)))
      .orderBy(directed(keys, input.direction))
      .limit(input.limit + 1);
    const counted = tx
      .select({ count: sql<number>`count(*)::int` })
      .from(ingestionGroups)
      .$dynamic();
    const ofGroups = input.text !== undefined || input.recurrence !== undefined;
    const [total] = await (
      ofGroups ? counted.innerJoin(groups, eq(groups.id, ingestionGroups.groupId)) : counted
    ).where(matching);
    const page = pageOfRows(rows, input.limit, order, (row) => [...of(row), row.here.groupId]);
    return { ...page, items: await toGroups(tx, scope, ingestion, page.items), total: total?.count ?? 0 };
  });
}

export function getGroup(scope: Scope, input: InIngestion & { groupId: string }): Promise<z.input<typeof GroupDetail>> {
  return inScope(scope, async (tx) => {
    const ingestion = await findIngestion(tx, scope, input);
    const row = (await rowOf(tx, scope, input)) ?? (await rowOfTaken(tx, scope, input));
    const [view] = row === undefined ? [] : await toGroups(tx, scope, ingestion, [row]);
    if (row === undefined || view === undefined) throw new AppError("not_found", "There is no such group here.");
    return {
      ...view,
      members: await membersOf(tx, scope, row),
      examples: row.here.examples.map(({ seq, message }) => ({ seq, message })),
      axis: ingestion.histogram?.axis ?? { startMs: 0, binMs: 1000, bins: 0 },
      occurrences: await occurrencesOf(tx, scope, row.group.id),
    };
  });
}

interface OfGroup extends InIngestion {
  groupId: string;
}

async function rowOf(tx: Tx, scope: Scope, { ingestionId, groupId }: OfGroup): Promise<Row | undefined> {
  const here = [eq(ingestionGroups.ingestionId, ingestionId), eq(ingestionGroups.groupId, groupId)];
  return (await selectGroups(tx).where(own(scope, ingestionGroups, ...here)))[0];
}

/** A rule took the group into another one: its old address leads there. */
async function rowOfTaken(tx: Tx, scope: Scope, input: OfGroup): Promise<Row | undefined> {
  const [now] = await tx
    .select({ groupId: templates.groupId })
    .from(templates)
    .innerJoin(groups, and(eq(groups.projectId, templates.projectId), eq(groups.fingerprint, templates.fingerprint)))
    .where(own(scope, templates, eq(groups.id, input.groupId)));
  return now === undefined ? undefined : rowOf(tx, scope, { ...input, groupId: now.groupId });
}

/** Views of some groups of one ingestion, by fingerprint or the busiest. */
export async function topGroups(tx: Tx, scope: Scope, ingestion: IngestionRow, limit: number): Promise<View[]> {
  const rows = await selectGroups(tx)
    .where(own(scope, ingestionGroups, eq(ingestionGroups.ingestionId, ingestion.id)))
    .orderBy(sql`${ingestionGroups.count} desc, ${ingestionGroups.groupId}`)
    .limit(limit);
  return toGroups(tx, scope, ingestion, rows);
}

function selectGroups(tx: Tx) {
  return tx
    .select({ here: ingestionGroups, group: groups, state: currentState })
    .from(ingestionGroups)
    .innerJoin(groups, eq(groups.id, ingestionGroups.groupId))
    .$dynamic();
}

function filtersOf(tx: Tx, ingestionId: string, input: ListInput): (SQL | undefined)[] {
  return [
    input.text ? ilike(groups.template, likePattern(input.text)) : undefined,
    input.level === undefined ? undefined : eq(ingestionGroups.level, levelNumber(input.level) ?? -1),
    input.service === undefined ? undefined : sql`${ingestionGroups.services} ? ${input.service}`,
    input.recurrence === undefined ? undefined : recurrenceIs(tx, ingestionId, input.recurrence),
  ];
}

function recurrenceIs(tx: Tx, ingestionId: string, recurrence: Recurrence): SQL | undefined {
  const regressed = eq(groups.regressedIn, ingestionId);
  const earlier = alias(ingestionGroups, "earlier");
  const met = exists(
    tx
      .select({ one: sql`1` })
      .from(earlier)
      .where(and(eq(earlier.groupId, ingestionGroups.groupId), lt(earlier.ingestionId, ingestionId))),
  );
  const stayed = sql`(${regressed}) is not true`;
  const conditions: Record<Recurrence, SQL | undefined> = {
    regressed,
    "seen before": and(stayed, met),
    new: and(stayed, not(met)),
  };
  return conditions[recurrence];
}

function after({ cursor = "", direction, sort }: ListInput, order: string, keys: SQL): SQL {
  const shape = sort === "level" ? z.tuple([z.number(), z.number(), z.uuid()]) : z.tuple([z.number(), z.uuid()]);
  const values = decodeCursor(order, shape, cursor).map((value) =>
    typeof value === "string" ? sql`${value}::uuid` : sql`${value}::int`,
  );
  return sql`(${keys}) ${sql.raw(direction === "asc" ? ">" : "<")} (${sql.join(values, sql`, `)})`;
}

/** All keys in one direction, so that a row comparison is the keyset's condition. */
const directed = (keys: SQL, direction: "asc" | "desc"): SQL => sql`(${keys}) ${sql.raw(direction)}`;

async function toGroups(tx: Tx, scope: Scope, ingestion: IngestionRow, rows: readonly Row[]): Promise<View[]> {
  const earlier = await seenBefore(tx, scope, ingestion.id, rows);
  const found = await findingsByGroup(tx, scope, ingestion.id);
  return rows.map(({ here, group, state }) => {
    const seen = earlier.get(group.id) ?? null;
    return {
      id: group.id,
      fingerprint: group.fingerprint,
      template: group.template,
      format: group.format,
      count: here.count,
      share: ingestion.events === 0 ? 0 : here.count / ingestion.events,
      level: levelName(here.level) ?? "unknown",
      levels: here.levels,
      services: here.services,
      firstSeq: here.firstSeq,
      lastSeq: here.lastSeq,
      firstAt: here.firstAt?.toISOString() ?? null,
      lastAt: here.lastAt?.toISOString() ?? null,
      bins: here.bins,
      exception: group.exception,
      recurrence: group.regressedIn === ingestion.id ? "regressed" : seen ? "seen before" : "new",
      seenBefore: seen,
      state,
      decision: toDecision(group),
      findings: found.get(group.fingerprint) ?? [],
    };
  });
}

/** For each group the latest earlier ingestion with it, and how many there were. */
async function seenBefore(tx: Tx, scope: Scope, ingestionId: string, rows: readonly Row[]) {
  const ids = rows.map(({ group }) => group.id);
  if (ids.length === 0) return new Map<string, View["seenBefore"]>();
  const met = tx
    .select({
      groupId: ingestionGroups.groupId,
      last: sql<string>`max(${ingestionGroups.ingestionId}::text)::uuid`.as("last"),
      ingestions: sql<number>`count(*)::int`.as("ingestions"),
    })
    .from(ingestionGroups)
    .where(
      own(scope, ingestionGroups, inArray(ingestionGroups.groupId, ids), lt(ingestionGroups.ingestionId, ingestionId)),
    )
    .groupBy(ingestionGroups.groupId)
    .as("met");
  const found = await tx
    .select({
      groupId: met.groupId,
      ingestionId: ingestions.id,
      ingestion: ingestions.name,
      at: ingestions.createdAt,
      ingestions: met.ingestions,
    })
    .from(met)
    .innerJoin(ingestions, eq(ingestions.id, met.last));
  return new Map<string, View["seenBefore"]>(
    found.map(({ groupId, at, ...seen }) => [groupId, { ...seen, at: at.toISOString() }]),
  );
}

/** The templates that count as the group and occurred here, and why they do. */
async function membersOf(tx: Tx, scope: Scope, { here, group }: Row): Promise<z.input<typeof GroupDetail>["members"]> {
  const { fingerprint, template, alias: merged, decided } = templates;
  const rows = await tx
    .select({ fingerprint, template, merged, rule: groupRules.rule, ruleId: groupRules.id, by: groupRules.createdBy })
    .from(templates)
    .leftJoin(groupRules, eq(groupRules.id, sql`(${decided} ->> 'rule')::uuid`))
    .where(own(scope, templates, eq(templates.groupId, group.id)))
    .orderBy(asc(templates.id));
  const met = new Set(here.members);
  return rows
    .filter((row) => met.size === 0 || met.has(row.fingerprint))
    .map((row) => ({
      fingerprint: row.fingerprint,
      template: row.template,
      count: here.memberCounts[row.fingerprint] ?? (rows.length === 1 ? here.count : 0),
      words: row.merged?.words ?? [],
      rule:
        row.rule === null || row.ruleId === null || row.by === null
          ? null
          : { id: row.ruleId, kind: row.rule.kind, createdBy: row.by },
    }))
    .toSorted((a, b) => b.count - a.count);
}

const MAX_OCCURRENCES = 200;
async function occurrencesOf(tx: Tx, scope: Scope, groupId: string) {
  const rows = await tx
    .select({
      ingestionId: ingestions.id,
      ingestion: ingestions.name,
      at: ingestions.createdAt,
      count: ingestionGroups.count,
    })
    .from(ingestionGroups)
    .innerJoin(ingestions, eq(ingestions.id, ingestionGroups.ingestionId))
    .where(own(scope, ingestionGroups, eq(ingestionGroups.groupId, groupId)))
    .orderBy(sql`${ingestions.id} desc`)
    .limit(MAX_OCCURRENCES);
  return rows.toReversed().map((row) => ({ ...row, at: row.at.toISOString() }));
}
