import { desc, eq, isNull, sql } from "drizzle-orm";
import type { Invitation, Role } from "#contracts/organization.ts";
import { invitations } from "#db/schema/index.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { hashSecret, newId, newSecret } from "#lib/ids.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";

const DAYS_OPEN = 7;

/** Newest first. */
export function listInvitations(scope: Scope): Promise<{ items: Invitation[] }> {
  return inScope(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(invitations)
      .where(own(scope, invitations))
      .orderBy(desc(invitations.createdAt))
      .limit(200);
    return { items: rows.map((row) => shown(row)) };
  });
}

/** A link that lets one person join within seven days. Only its hash is kept: the link is shown once. */
export function createInvitation(
  scope: Scope,
  { email, role }: { email?: string | undefined; role: Role },
): Promise<{ invitation: Invitation; link: string }> {
  const token = newSecret();
  return inScope(scope, async (tx) => {
    const [row] = await tx
      .insert(invitations)
      .values({
        id: newId(),
        orgId: scope.orgId,
        tokenHash: hashSecret(token),
        email: email ?? null,
        role,
        invitedBy: scope.actor.name,
        expiresAt: sql`now() + make_interval(days => ${DAYS_OPEN})`,
      })
      .returning();
    if (row === undefined) throw new AppError("internal", "An insert gave no row back.");
    await recordAudit(tx, scope, "invitation.created", email ?? "anyone with the link", { role });
    return { invitation: shown(row), link: new URL(`/invite/${token}`, env().APP_URL).href };
  });
}

export function removeInvitation(
  scope: Scope,
  { invitationId }: { invitationId: string },
): Promise<Record<string, never>> {
  return inScope(scope, async (tx) => {
    const [row] = await tx
      .select()
      .from(invitations)
      .where(own(scope, invitations, eq(invitations.id, invitationId)))
      .for("update");
    if (row === undefined) throw new AppError("not_found", "There is no such invitation.");
    if (row.acceptedAt !== null) throw new AppError("conflict", "It was accepted already. Remove the member instead.");
    if (row.revokedAt !== null) return {};
    await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(own(scope, invitations, eq(invitations.id, invitationId), isNull(invitations.acceptedAt)));
    await recordAudit(tx, scope, "invitation.revoked", row.email ?? "anyone with the link");
    return {};
  });
}

export function statusOfInvitation(
  row: Pick<typeof invitations.$inferSelect, "acceptedAt" | "revokedAt" | "expiresAt">,
  now: Date = new Date(),
): Invitation["status"] {
  if (row.acceptedAt !== null) return "accepted";
  if (row.revokedAt !== null) return "revoked";
  return row.expiresAt <= now ? "expired" : "open";
}

function shown(row: typeof invitations.$inferSelect): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invitedBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    status: statusOfInvitation(row),
  };
}
