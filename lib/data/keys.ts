import { desc, eq, sql } from "drizzle-orm";
import type { ApiKey } from "#contracts/organization.ts";
import { apiKeys } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { hashSecret, newId, newSecret } from "#lib/ids.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";

const SHOWN_CHARS = "aiops_".length + 6;

/** Newest first, revoked ones too. */
export function listKeys(scope: Scope, { projectId }: { projectId: string }): Promise<{ items: ApiKey[] }> {
  return inScope(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(apiKeys)
      .where(own(scope, apiKeys, eq(apiKeys.projectId, projectId)))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
    return { items: rows.map((row) => shown(row)) };
  });
}

/** Only the hash is kept: the secret is shown once. */
export function createKey(
  scope: Scope,
  { projectId, name }: { projectId: string; name: string },
): Promise<{ key: ApiKey; secret: string }> {
  const secret = `aiops_${newSecret()}`;
  return inScope(scope, async (tx) => {
    const [row] = await tx
      .insert(apiKeys)
      .values({
        id: newId(),
        orgId: scope.orgId,
        projectId,
        name,
        prefix: secret.slice(0, SHOWN_CHARS),
        secretHash: hashSecret(secret),
        createdBy: scope.actor.name,
      })
      .returning();
    if (row === undefined) throw new AppError("internal", "An insert gave no row back.");
    await recordAudit(tx, scope, "key.created", name, { prefix: row.prefix });
    return { key: shown(row), secret };
  });
}

export function revokeKey(
  scope: Scope,
  { projectId, keyId }: { projectId: string; keyId: string },
): Promise<Record<string, never>> {
  return inScope(scope, async (tx) => {
    const mine = own(scope, apiKeys, eq(apiKeys.projectId, projectId), eq(apiKeys.id, keyId));
    const [row] = await tx.select().from(apiKeys).where(mine).for("update");
    if (row === undefined) throw new AppError("not_found", "There is no such key.");
    if (row.revokedAt !== null) return {};
    await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(mine);
    await recordAudit(tx, scope, "key.revoked", row.name, { prefix: row.prefix });
    return {};
  });
}

function shown(row: typeof apiKeys.$inferSelect): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
