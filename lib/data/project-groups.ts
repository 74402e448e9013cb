import { and, eq, gte, inArray, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { LEVELS } from "#engine";
import type { ProjectGroup, Recurrence } from "#contracts/group.ts";
import { groups, ingestionGroups, ingestions } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";
import { currentState, decide, decisionColumns, toDecision } from "./group-decision.ts";
import { findProject } from "./ingestions.ts";
import { levelName } from "./levels.ts";

type View = z.input<typeof ProjectGroup>;

interface InProject {
  projectId: string;
}
interface ListInput extends InProject {
  cursor?: string | undefined;
  limit: number;
  recurrence?: z.infer<typeof Recurrence> | undefined;
}

const ORDER = "project-groups";
const WARN = LEVELS.indexOf("warn");

/** Groups of the project that were a warning or worse anywhere, the most recent first. */
export async function listProjectGroups(
  scope: Scope,
  input: ListInput,
): Promise<{ items: View[]; nextCursor: string | null; total: number }> {
  await findProject(scope, input.projectId);
  return inScope(scope, async (tx) => {
    const loud = alias(ingestionGroups, "loud");
    // An index holds exactly these, and most groups are not among them.
    const met = tx
      .select({ id: loud.groupId })
      .from(loud)
      .where(own(scope, loud, eq(loud.projectId, input.projectId), gte(loud.level, sql.raw(String(WARN)))));
    const totals = totalsOf(tx, scope, input.projectId, inArray(ingestionGroups.groupId, met));
    const matching = input.recurrence === undefined ? undefined : sql`${recurrenceOf(totals)} = ${input.recurrence}`;
    const rows = await tx
      .select(columnsOf(totals))
      .from(totals)
      .innerJoin(groups, eq(groups.id, totals.groupId))
      .where(and(matching, after(input, totals)))
      .orderBy(sql`${totals.lastAt} desc, ${totals.groupId} desc`)
      .limit(input.limit + 1);
    const [total] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(totals)
      .innerJoin(groups, eq(groups.id, totals.groupId))
      .where(matching);
    const page = pageOfRows(rows, input.limit, ORDER, (row) => [row.lastAt.getTime(), row.id]);
    return { ...page, items: await withServices(tx, scope, page.items), total: total?.count ?? 0 };
  });
}

/** Resolve, ignore (for a time or for good) or open. A resolved group that comes back in a later ingestion is opened as regressed. */
export function updateGroup(
  scope: Scope,
  input: InProject & { groupId: string } & Parameters<typeof decide>[1],
): Promise<View> {
  return inScope(scope, async (tx) => {
    const { rowCount } = await tx
      .update(groups)
      .set(decide(scope.actor.name, input))
      .where(own(scope, groups, eq(groups.projectId, input.projectId), eq(groups.id, input.groupId)));
    const totals = totalsOf(tx, scope, input.projectId, eq(ingestionGroups.groupId, input.groupId));
    const rows = await tx.select(columnsOf(totals)).from(totals).innerJoin(groups, eq(groups.id, totals.groupId));
    const [view] = await withServices(tx, scope, rows);
    if (rowCount !== 1 || view === undefined) throw new AppError("not_found", "There is no such group.");
    return view;
  });
}

type Totals = ReturnType<typeof totalsOf>;

/** Looked up only for groups without a time: a join would have the planner pair each group with each ingestion. */
const received = sql`(select ${ingestions.createdAt} from ${ingestions} where ${ingestions.id} = ${ingestionGroups.ingestionId})`;

function totalsOf(tx: Tx, scope: Scope, projectId: string, which: SQL | undefined) {
  return tx
    .select({
      groupId: ingestionGroups.groupId,
      count: sql<number>`sum(${ingestionGroups.count})`.mapWith(Number).as("total_count"),
      ingestions: sql<number>`count(*)::int`.as("ingestions"),
      level: sql<number>`max(${ingestionGroups.level})`.as("worst_level"),
      firstAt: at(sql`min(coalesce(${ingestionGroups.firstAt}, ${received}))`).as("total_first_at"),
      lastAt: at(sql`max(coalesce(${ingestionGroups.lastAt}, ${received}))`).as("total_last_at"),
      lastIngestionId: sql<string>`max(${ingestionGroups.ingestionId}::text)::uuid`.as("last_ingestion_id"),
    })
    .from(ingestionGroups)
    .where(own(scope, ingestionGroups, eq(ingestionGroups.projectId, projectId), which))
    .groupBy(ingestionGroups.groupId)
    .as("totals");
}

const at = (expression: SQL) => sql<Date>`${expression}`.mapWith(ingestionGroups.lastAt);

const recurrenceOf = ({ ingestions: met }: Totals): SQL<View["recurrence"]> =>
  sql`case when ${groups.regressedIn} is not null and ${currentState} = 'open' then 'regressed'
    when ${met} > 1 then 'seen before' else 'new' end`;

function columnsOf(totals: Totals) {
  return {
    id: groups.id,
    fingerprint: groups.fingerprint,
    template: groups.template,
    state: currentState,
    ...decisionColumns,
    level: totals.level,
    count: totals.count,
    ingestions: totals.ingestions,
    firstAt: totals.firstAt,
    lastAt: totals.lastAt,
    lastIngestionId: totals.lastIngestionId,
    recurrence: recurrenceOf(totals),
  };
}

interface Row extends Omit<View, "level" | "firstAt" | "lastAt" | "services" | "decision"> {
  stateBy: string | null;
  stateAt: Date | null;
  stateNote: string | null;
  stateRelease: string | null;
  stateUntil: Date | null;
  level: number;
  firstAt: Date;
  lastAt: Date;
}

/** With the services of the latest ingestion. */
async function withServices(tx: Tx, scope: Scope, rows: readonly Row[]): Promise<View[]> {
  if (rows.length === 0) return [];
  const wanted = sql.join(
    rows.map(({ id, lastIngestionId }) => sql`(${lastIngestionId}::uuid, ${id}::uuid)`),
    sql`, `,
  );
  const found = await tx
    .select({ groupId: ingestionGroups.groupId, services: ingestionGroups.services })
    .from(ingestionGroups)
    .where(
      own(scope, ingestionGroups, sql`(${ingestionGroups.ingestionId}, ${ingestionGroups.groupId}) in (${wanted})`),
    );
  const services = new Map(found.map((row) => [row.groupId, row.services]));
  return rows.map(({ level, firstAt, lastAt, stateBy, stateAt, stateNote, stateRelease, stateUntil, ...row }) => ({
    ...row,
    decision: toDecision({ stateBy, stateAt, stateNote, stateRelease, stateUntil }),
    level: levelName(level) ?? "unknown",
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    services: services.get(row.id) ?? {},
  }));
}

function after({ cursor }: ListInput, totals: Totals): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [ms, id] = decodeCursor(ORDER, z.tuple([z.number(), z.uuid()]), cursor);
  return sql`(${totals.lastAt}, ${totals.groupId}) < (${new Date(ms).toISOString()}::timestamptz, ${id}::uuid)`;
}
