import { randomBytes } from "node:crypto";
import { asc, eq, sql, type SQL } from "drizzle-orm";
import type { Project } from "#contracts/organization.ts";
import { ingestions, projects } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { firstFreeSlug, slugOf } from "#lib/slug.ts";
import { recordAudit } from "./audit.ts";
import { removeAllIngestions } from "./ingestions.ts";
import { checkTypedName } from "./organizations.ts";

/** Oldest first. */
export function listProjects(scope: Scope): Promise<{ items: Project[] }> {
  return inScope(scope, async (tx) => ({ items: await projectsOf(tx, scope) }));
}

export function createProject(scope: Scope, { name }: { name: string }): Promise<Project> {
  return inScope(scope, async (tx) => {
    const id = await firstFreeSlug(slugOf(name, "project"), randomEnding, async (slug) => {
      const [row] = await tx
        .insert(projects)
        .values({ id: newId(), orgId: scope.orgId, name, slug })
        .onConflictDoNothing()
        .returning({ id: projects.id });
      return row?.id ?? null;
    });
    await recordAudit(tx, scope, "project.created", name);
    return projectOf(tx, scope, id);
  });
}

export function getProject(scope: Scope, { projectId }: { projectId: string }): Promise<Project> {
  return inScope(scope, (tx) => projectOf(tx, scope, projectId));
}

/** The slug stays, so that links keep working. */
export function updateProject(
  scope: Scope,
  { projectId, name }: { projectId: string; name: string },
): Promise<Project> {
  return inScope(scope, async (tx) => {
    const before = await projectOf(tx, scope, projectId);
    await tx.update(projects).set({ name }).where(ownProject(scope, projectId));
    await recordAudit(tx, scope, "project.renamed", name, { from: before.name });
    return { ...before, name };
  });
}

/** Deletes the project with everything in it, stored bytes included. */
export async function removeProject(
  scope: Scope,
  { projectId, confirm }: { projectId: string; confirm: string },
): Promise<Record<string, never>> {
  const { name } = await getProject(scope, { projectId });
  checkTypedName(confirm, name);
  await removeAllIngestions(scope);
  await inScope(scope, async (tx) => {
    await tx.delete(projects).where(ownProject(scope, projectId));
    await recordAudit(tx, scope, "project.deleted", name);
  });
  // After the rows: should this fail, nobody can reach the bytes any more
  await blobs().removeAll(blobKey.project(scope.orgId, projectId));
  return {};
}

async function projectOf(tx: Tx, scope: Scope, projectId: string): Promise<Project> {
  const [project] = await projectsOf(tx, scope, eq(projects.id, projectId));
  if (project === undefined) throw new AppError("not_found", "There is no such project, or you are not a member.");
  return project;
}

async function projectsOf(tx: Tx, scope: Scope, condition?: SQL): Promise<Project[]> {
  const { id, orgId, name, slug, createdAt } = projects;
  const rows = await tx
    .select({
      id,
      organizationId: orgId,
      name,
      slug,
      createdAt,
      ingestions: sql<number>`count(${ingestions.id})`.mapWith(Number),
      events: sql<number>`coalesce(sum(${ingestions.events}), 0)`.mapWith(Number),
    })
    .from(projects)
    .leftJoin(ingestions, eq(ingestions.projectId, projects.id))
    .where(own(scope, projects, condition))
    .groupBy(projects.id)
    .orderBy(asc(projects.createdAt), asc(projects.id));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

function ownProject(scope: Scope, projectId: string): SQL | undefined {
  return own(scope, projects, eq(projects.id, projectId));
}

function randomEnding(): string {
  return randomBytes(3).toString("hex");
}
