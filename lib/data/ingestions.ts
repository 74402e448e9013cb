import { and, asc, desc, eq, getTableColumns, ilike, inArray, lt, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { AnswerKey, Ingestion } from "#contracts/ingestion.ts";
import { ingestions, organizations, projects, sources } from "#db/schema/index.ts";
import { send } from "#jobs/client.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";
import { toIngestion, type IngestionRow } from "./ingestion-view.ts";
import { likePattern } from "./like-pattern.ts";
import { newRun } from "./new-run.ts";
import { removeEvents } from "./remove-events.ts";

const { story: _story, coverage: _coverage, answerKey: _answerKey, ...columns } = getTableColumns(ingestions);

type View = z.input<typeof Ingestion>;
interface InProject {
  projectId: string;
}
export interface InIngestion extends InProject {
  ingestionId: string;
}

export async function listIngestions(
  scope: Scope,
  input: InProject & { filter?: string; cursor?: string; limit: number },
): Promise<{ items: View[]; nextCursor: string | null }> {
  const order = "ingestions";
  const after = input.cursor === undefined ? null : decodeCursor(order, z.tuple([z.uuid()]), input.cursor);
  return inScope(scope, async (tx) => {
    const rows = await tx
      .select(columns)
      .from(ingestions)
      .where(
        inProject(
          scope,
          input,
          after ? lt(ingestions.id, after[0]) : undefined,
          input.filter ? ilike(ingestions.name, likePattern(input.filter)) : undefined,
        ),
      )
      .orderBy(desc(ingestions.id))
      .limit(input.limit + 1);
    const page = pageOfRows(rows, input.limit, order, (row) => [row.id]);
    return { ...page, items: await withSources(tx, scope, page.items) };
  });
}

export function getIngestion(scope: Scope, input: InIngestion): Promise<View> {
  return inScope(scope, async (tx) => viewOf(tx, scope, await findIngestion(tx, scope, input)));
}

export function updateIngestion(scope: Scope, input: InIngestion & { name: string }): Promise<View> {
  return change(scope, input, { name: input.name });
}

/** Stops the work at its next chunk. What was read stays readable. */
export async function cancelIngestion(scope: Scope, input: InIngestion): Promise<View> {
  const cancelled = { status: "cancelled" as const, finishedAt: new Date(), eventsPerSecond: null };
  return change(scope, input, cancelled, {
    only: inArray(ingestions.status, ["queued", "running"]),
    otherwise: "There is nothing to cancel: the analysis has ended.",
  });
}

/** Runs an ingestion that has ended again, from its stored bytes and with the project's rules of now. */
export async function retryIngestion(scope: Scope, input: InIngestion): Promise<View> {
  const view = await change(scope, input, newRun(), {
    only: inArray(ingestions.status, ["done", "failed", "cancelled"]),
    otherwise: "It is still being analysed: cancel it first, or wait.",
  });
  await announce(scope, input);
  return view;
}

/** Reads one source's zone-less times in another zone; everything is analysed again. */
export async function setSourceZone(
  scope: Scope,
  input: InIngestion & { index: number; zone: string | null },
): Promise<View> {
  if (input.zone !== null && !isZone(input.zone)) {
    throw new AppError("invalid", `"${input.zone}" is no time zone: write for instance Europe/Berlin or +05:30.`);
  }
  await inScope(scope, async (tx) => {
    const { id } = await findIngestion(tx, scope, input);
    const { rowCount } = await tx
      .update(sources)
      .set({ zone: input.zone, profile: null })
      .where(own(scope, sources, eq(sources.ingestionId, id), eq(sources.index, input.index)));
    if (rowCount === 0) throw new AppError("not_found", "There is no such file in this ingestion.");
  });
  const view = await change(scope, input, newRun());
  await announce(scope, input);
  return view;
}

/** Events, findings and stored bytes go; reports that cite it stay. */
export async function removeIngestion(scope: Scope, input: InIngestion): Promise<Record<string, never>> {
  // First, so that a running job stops at its next chunk.
  const { name } = await change(scope, input, { status: "cancelled", runId: newId() });
  await removeEvents(scope, input.ingestionId);
  await inScope(scope, async (tx) => {
    await tx.delete(ingestions).where(inProject(scope, input, eq(ingestions.id, input.ingestionId)));
    await recordAudit(tx, scope, "ingestion.deleted", name);
  });
  await blobs().removeAll(blobKey.ingestion(scope.orgId, input.projectId, input.ingestionId));
  return {};
}

/** All ingestions of the scope's project, or of its whole organization; for whoever deletes one of those. */
export async function removeAllIngestions(scope: Scope): Promise<void> {
  const all = await inScope(scope, (tx) =>
    tx
      .select({ ingestionId: ingestions.id, projectId: ingestions.projectId })
      .from(ingestions)
      .where(own(scope, ingestions)),
  );
  for (const one of all) await removeIngestion(scope, one);
}

export function getAnswerKey(scope: Scope, input: InIngestion): Promise<z.input<typeof AnswerKey>> {
  return inScope(scope, async (tx) => {
    const [row] = await tx
      .select({ answerKey: ingestions.answerKey })
      .from(ingestions)
      .where(inProject(scope, input, eq(ingestions.id, input.ingestionId)));
    if (row?.answerKey == null) throw new AppError("not_found", "This ingestion has no answer key.");
    // safe because createDemo wrote it; the route parses it again
    return row.answerKey as z.input<typeof AnswerKey>;
  });
}

/** Where the pages show it. */
export async function pathOfIngestion(scope: Scope, { projectId, ingestionId }: InIngestion): Promise<string> {
  const { organization, project } = await findProject(scope, projectId);
  return `/${organization}/${project}/i/${ingestionId}`;
}

/** The slugs of a project; throws `not_found` for another tenant's. */
export async function findProject(scope: Scope, projectId: string): Promise<{ organization: string; project: string }> {
  const [slugs] = await inScope(scope, (tx) =>
    tx
      .select({ organization: organizations.slug, project: projects.slug })
      .from(projects)
      .innerJoin(organizations, eq(organizations.id, projects.orgId))
      .where(own(scope, projects, eq(projects.id, projectId))),
  );
  if (slugs === undefined) throw new AppError("not_found", "There is no such project.");
  return slugs;
}

/** The row of an ingestion; throws `not_found` for another tenant's. */
export async function findIngestion(tx: Tx, scope: Scope, input: InIngestion): Promise<IngestionRow> {
  const [row] = await tx
    .select(columns)
    .from(ingestions)
    .where(inProject(scope, input, eq(ingestions.id, input.ingestionId)));
  if (row === undefined) throw new AppError("not_found", "There is no such ingestion.");
  return row;
}

export function loadSources(tx: Tx, scope: Scope, ingestionIds: readonly string[]) {
  return tx
    .select()
    .from(sources)
    .where(own(scope, sources, inArray(sources.ingestionId, [...ingestionIds])))
    .orderBy(asc(sources.ingestionId), asc(sources.index));
}

/** Tells the worker about the current run. If that fails, the sweep does it. */
export async function announce(scope: Scope, { projectId, ingestionId }: InIngestion): Promise<void> {
  const { runId } = await inScope(scope, (tx) => findIngestion(tx, scope, { projectId, ingestionId }));
  await send("ingestion/received", { orgId: scope.orgId, projectId, ingestionId, runId }, runId);
}

function inProject(scope: Scope, input: InProject, ...conditions: (SQL | undefined)[]): SQL | undefined {
  return own(scope, ingestions, eq(ingestions.projectId, input.projectId), ...conditions);
}

function change(
  scope: Scope,
  input: InIngestion,
  set: Partial<typeof ingestions.$inferInsert>,
  rule?: { only: SQL; otherwise: string },
): Promise<View> {
  return inScope(scope, async (tx) => {
    await findIngestion(tx, scope, input);
    const { rowCount } = await tx
      .update(ingestions)
      .set(set)
      .where(and(inProject(scope, input, eq(ingestions.id, input.ingestionId)), rule?.only));
    if (rowCount === 0) throw new AppError("conflict", rule?.otherwise ?? "The ingestion changed meanwhile.");
    return viewOf(tx, scope, await findIngestion(tx, scope, input));
  });
}

async function viewOf(tx: Tx, scope: Scope, row: IngestionRow): Promise<View> {
  const [view] = await withSources(tx, scope, [row]);
  if (view === undefined) throw new AppError("not_found", "There is no such ingestion.");
  return view;
}

async function withSources(tx: Tx, scope: Scope, rows: readonly IngestionRow[]): Promise<View[]> {
  if (rows.length === 0) return [];
  const files = Map.groupBy(
    await loadSources(
      tx,
      scope,
      rows.map(({ id }) => id),
    ),
    (file) => file.ingestionId,
  );
  return rows.map((row) => toIngestion(row, files.get(row.id) ?? []));
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
