import { and, desc, eq, gt, isNull, or, sql, type SQL } from "drizzle-orm";
import type { z } from "zod";
import type { Finding } from "#engine";
import type { createSuppression as createEndpoint, Suppression, SuppressionNote } from "#contracts/suppression.ts";
import { findings, groups, ingestions, memberships, suppressions, users } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";
import { findIngestion, findProject } from "./ingestions.ts";
import { announceUntold, markUntold } from "./outdated.ts";

type View = z.input<typeof Suppression>;
type Wanted = z.output<typeof createEndpoint.body>;
interface InProject {
  projectId: string;
}
interface OneOf extends InProject {
  suppressionId: string;
}
const DAY_MS = 24 * 3600 * 1000;
const MAX_LISTED = 500;

/** Newest first. */
export async function listSuppressions(scope: Scope, { projectId }: InProject): Promise<{ items: View[] }> {
  await findProject(scope, projectId);
  return inScope(scope, async (tx) => ({ items: await viewsOf(tx, scope, projectId) }));
}

/** Hides the finding at once; the ingestion's story is told again without it. */
export async function createSuppression(scope: Scope, input: InProject & Wanted): Promise<View> {
  const { projectId, ingestionId, findingId, reason } = input;
  const id = newId();
  const view = await inScope(scope, async (tx) => {
    await findIngestion(tx, scope, input);
    const ownFinding = own(scope, findings, eq(findings.ingestionId, ingestionId), eq(findings.id, findingId));
    const [row] = await tx.select({ finding: findings.finding }).from(findings).where(ownFinding);
    if (row === undefined) throw new AppError("not_found", "There is no such finding here.");
    const scopeOf = reachOf(row.finding, input.scope);
    await replaceExpired(tx, scope, projectId, scopeOf);
    const [made] = await tx
      .insert(suppressions)
      .values({
        id,
        orgId: scope.orgId,
        projectId,
        ...scopeOf,
        title: row.finding.title,
        reason,
        ownerId: await memberOf(tx, scope, input.ownerId),
        createdBy: scope.actor.name,
        expiresAt: expiryOf(input.days),
      })
      .onConflictDoNothing()
      .returning({ id: suppressions.id });
    if (made === undefined)
      throw new AppError("conflict", "There is a suppression for that already: extend it in the settings.");
    await tx.update(findings).set({ suppressionId: id }).where(ownFinding);
    await markUntold(tx, scope, eq(ingestions.id, ingestionId));
    await recordAudit(tx, scope, "suppression.created", scopeOf.rule, { reason });
    return viewOf(tx, scope, { projectId, suppressionId: id });
  });
  await announceUntold(scope, projectId);
  return view;
}

export async function updateSuppression(
  scope: Scope,
  input: OneOf & { days?: number | null | undefined; ownerId?: string | undefined },
): Promise<View> {
  return inScope(scope, async (tx) => {
    const before = await viewOf(tx, scope, input);
    const change = {
      ...(input.days !== undefined && { expiresAt: expiryOf(input.days) }),
      ...(input.ownerId !== undefined && { ownerId: await memberOf(tx, scope, input.ownerId) }),
    };
    if (Object.keys(change).length === 0) return before;
    await tx.update(suppressions).set(change).where(one(scope, input));
    await recordAudit(
      tx,
      scope,
      input.days === undefined ? "suppression.handed_over" : "suppression.extended",
      before.rule,
    );
    return viewOf(tx, scope, input);
  });
}

/** What it hid is told and counted again. */
export async function removeSuppression(scope: Scope, input: OneOf): Promise<Record<string, never>> {
  await inScope(scope, async (tx) => {
    const { rule, reason } = await viewOf(tx, scope, input);
    const hid = tx
      .select({ id: findings.ingestionId })
      .from(findings)
      .where(own(scope, findings, eq(findings.suppressionId, input.suppressionId)));
    await markUntold(tx, scope, sql`${ingestions.id} in (${hid})`);
    await tx.delete(suppressions).where(one(scope, input));
    await recordAudit(tx, scope, "suppression.removed", rule, { reason });
  });
  await announceUntold(scope, input.projectId);
  return {};
}

/** True while a suppression acts. */
export const isActive = (): SQL | undefined =>
  or(isNull(suppressions.expiresAt), gt(suppressions.expiresAt, sql`now()`));

export type Note = z.input<typeof SuppressionNote>;

/** Those that act, by id, as findings show them. */
export async function activeNotes(tx: Tx, scope: Scope): Promise<Map<string, Note>> {
  const rows = await tx
    .select({ id: suppressions.id, reason: suppressions.reason, owner: users.name, expiresAt: suppressions.expiresAt })
    .from(suppressions)
    .leftJoin(memberships, and(eq(memberships.orgId, suppressions.orgId), eq(memberships.userId, suppressions.ownerId)))
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(own(scope, suppressions, isActive()));
  return new Map(rows.map((row) => [row.id, { ...row, expiresAt: row.expiresAt?.toISOString() ?? null }]));
}

/** What a suppression reaches. Throws `invalid` where the finding has not one service, or not one group. */
function reachOf({ rule, services, groups: on }: Finding, scope: Wanted["scope"]) {
  const [service, group] = [services[0] ?? null, on[0] ?? null];
  if (scope === "service" && (service === null || services.length > 1))
    throw new AppError(
      "invalid",
      "It was found in more or less than one service: suppress the whole rule, or nothing.",
    );
  if (scope === "group" && (group === null || on.length > 1))
    throw new AppError("invalid", "It was found in more or less than one group: suppress it by rule or by service.");
  return {
    rule,
    service: scope === "service" ? service : null,
    fingerprint: scope === "group" ? group : null,
  };
}

async function replaceExpired(tx: Tx, scope: Scope, projectId: string, reach: ReturnType<typeof reachOf>) {
  const same = sql`(${suppressions.rule}, ${suppressions.service}, ${suppressions.fingerprint}) is not distinct from (${reach.rule}, ${reach.service}::text, ${reach.fingerprint}::text)`;
  await tx
    .delete(suppressions)
    .where(
      own(scope, suppressions, eq(suppressions.projectId, projectId), same, sql`${suppressions.expiresAt} <= now()`),
    );
}

/** A member's id; whoever asks when none is given. A key owns nothing. */
async function memberOf(tx: Tx, scope: Scope, ownerId: string | undefined): Promise<string | null> {
  const wanted = ownerId ?? (scope.actor.kind === "user" ? scope.actor.id : null);
  if (wanted === null) return null;
  const [member] = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(own(scope, memberships, eq(memberships.userId, wanted)));
  if (member === undefined) throw new AppError("invalid", "The owner must be a member of the organization.");
  return member.id;
}

const expiryOf = (days: number | null): Date | null => (days === null ? null : new Date(Date.now() + days * DAY_MS));

const one = (scope: Scope, { projectId, suppressionId }: OneOf) =>
  own(scope, suppressions, eq(suppressions.projectId, projectId), eq(suppressions.id, suppressionId));

async function viewOf(tx: Tx, scope: Scope, { projectId, suppressionId }: OneOf): Promise<View> {
  const [view] = await viewsOf(tx, scope, projectId, eq(suppressions.id, suppressionId));
  if (view === undefined) throw new AppError("not_found", "There is no such suppression.");
  return view;
}

async function viewsOf(tx: Tx, scope: Scope, projectId: string, condition?: SQL): Promise<View[]> {
  const rows = await tx
    .select({
      row: suppressions,
      owner: users.name,
      group: groups.template,
      expired: sql<boolean>`coalesce(${suppressions.expiresAt} <= now(), false)`,
      ingestions: sql<number>`count(distinct ${findings.ingestionId})::int`,
      events: sql<number>`coalesce(sum((${findings.finding} ->> 'count')::numeric), 0)`.mapWith(Number),
      lastAt: sql<string | null>`max(${ingestions.createdAt})`,
    })
    .from(suppressions)
    .leftJoin(memberships, and(eq(memberships.orgId, suppressions.orgId), eq(memberships.userId, suppressions.ownerId)))
    .leftJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      groups,
      and(eq(groups.projectId, suppressions.projectId), eq(groups.fingerprint, suppressions.fingerprint)),
    )
    .leftJoin(findings, eq(findings.suppressionId, suppressions.id))
    .leftJoin(ingestions, eq(ingestions.id, findings.ingestionId))
    .where(own(scope, suppressions, eq(suppressions.projectId, projectId), condition))
    .groupBy(suppressions.id, users.name, groups.template)
    .orderBy(desc(suppressions.createdAt), desc(suppressions.id))
    .limit(MAX_LISTED);
  return rows.map(({ row, owner, group, expired, lastAt, ...hid }) => ({
    id: row.id,
    rule: row.rule,
    service: row.service,
    group: row.fingerprint === null ? null : (group ?? row.fingerprint),
    title: row.title,
    reason: row.reason,
    owner,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    expired,
    hid: { ...hid, lastAt: lastAt === null ? null : new Date(lastAt).toISOString() },
  }));
}
