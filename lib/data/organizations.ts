import { eq } from "drizzle-orm";
import type { Organization } from "#contracts/organization.ts";
import { organizations } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { inScope, type Scope, type Tx } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";
import { removeAllIngestions } from "./ingestions.ts";

export function getOrganization(scope: Scope): Promise<Organization> {
  return inScope(scope, async (tx) => shown(scope, await rowOf(tx, scope)));
}

/** The slug stays, so that links keep working. */
export function updateOrganization(scope: Scope, { name }: { name: string }): Promise<Organization> {
  return inScope(scope, async (tx) => {
    const before = await rowOf(tx, scope);
    const [row] = await tx.update(organizations).set({ name }).where(eq(organizations.id, scope.orgId)).returning();
    await recordAudit(tx, scope, "organization.renamed", name, { from: before.name });
    return shown(scope, row ?? before);
  });
}

/** Deletes the organization with everything in it, stored bytes included. */
export async function removeOrganization(
  scope: Scope,
  { confirm }: { confirm: string },
): Promise<Record<string, never>> {
  const { name } = await getOrganization(scope);
  checkTypedName(confirm, name);
  await removeAllIngestions(scope);
  await inScope(scope, (tx) => tx.delete(organizations).where(eq(organizations.id, scope.orgId)));
  // After the rows: should this fail, nobody can reach the bytes any more
  await blobs().removeAll(blobKey.organization(scope.orgId));
  log().info({ orgId: scope.orgId, by: scope.actor.id }, "organization deleted");
  return {};
}

/** Throws `invalid` unless the name was typed as it is. */
export function checkTypedName(typed: string, name: string): void {
  if (typed.trim() !== name.trim()) throw new AppError("invalid", `Type ${name} to delete it.`);
}

async function rowOf(tx: Tx, scope: Scope) {
  const [row] = await tx.select().from(organizations).where(eq(organizations.id, scope.orgId));
  if (row === undefined) throw new AppError("not_found", "There is no such organization, or you are not a member.");
  return row;
}

function shown(scope: Scope, row: typeof organizations.$inferSelect): Organization {
  const role = scope.role === "admin" ? "admin" : "member";
  return { id: row.id, name: row.name, slug: row.slug, role, createdAt: row.createdAt.toISOString() };
}
