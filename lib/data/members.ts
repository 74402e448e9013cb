import { asc, eq, type SQL } from "drizzle-orm";
import type { Member, Role } from "#contracts/organization.ts";
import { memberships, users } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { recordAudit } from "./audit.ts";

export function listMembers(scope: Scope): Promise<{ items: Member[] }> {
  return inScope(scope, async (tx) => {
    const rows = await membersOf(tx, scope).orderBy(asc(memberships.joinedAt), asc(memberships.userId));
    return { items: rows.map((row) => shown(scope, row)) };
  });
}

/** Throws `conflict` when it would leave no admin. */
export function updateMember(scope: Scope, { userId, role }: { userId: string; role: Role }): Promise<Member> {
  return inScope(scope, async (tx) => {
    const member = await lockedMember(tx, scope, userId);
    if (member.role === role) return shown(scope, member);
    if (role === "member") await refuseLastAdmin(tx, scope, userId);
    await tx
      .update(memberships)
      .set({ role })
      .where(own(scope, memberships, eq(memberships.userId, userId)));
    await recordAudit(tx, scope, role === "admin" ? "member.promoted" : "member.demoted", member.email);
    return shown(scope, { ...member, role });
  });
}

/** Removes somebody, or leaves. Only admins remove others; the last admin cannot go (`conflict`). */
export function removeMember(scope: Scope, { userId }: { userId: string }): Promise<Record<string, never>> {
  const leaves = scope.actor.id === userId;
  return inScope(scope, async (tx) => {
    const member = await lockedMember(tx, scope, userId);
    if (!leaves && scope.role !== "admin") {
      throw new AppError("forbidden", "Only admins of the organization can remove others. Ask one of them.");
    }
    if (member.role === "admin") await refuseLastAdmin(tx, scope, userId);
    await tx.delete(memberships).where(own(scope, memberships, eq(memberships.userId, userId)));
    await recordAudit(tx, scope, leaves ? "member.left" : "member.removed", member.email);
    return {};
  });
}

/**
 * Locks the organization's admins first, always in the same order: two admins who demote each other at the same moment wait here,
 * and the second then finds itself the last.
 */
async function lockedMember(tx: Tx, scope: Scope, userId: string) {
  await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(own(scope, memberships, eq(memberships.role, "admin")))
    .orderBy(asc(memberships.userId))
    .for("update");
  const [member] = await membersOf(tx, scope, eq(memberships.userId, userId));
  if (member === undefined) throw new AppError("not_found", "There is no such member.");
  return member;
}

async function refuseLastAdmin(tx: Tx, scope: Scope, userId: string): Promise<void> {
  const admins = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(own(scope, memberships, eq(memberships.role, "admin")));
  if (admins.every((admin) => admin.userId === userId)) {
    throw new AppError("conflict", "The last admin cannot go. Make someone else an admin first.");
  }
}

function membersOf(tx: Tx, scope: Scope, condition?: SQL) {
  const { userId, role, joinedAt } = memberships;
  return tx
    .select({ userId, role, joinedAt, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(own(scope, memberships, condition));
}

type MemberRow = Omit<Member, "joinedAt" | "you"> & { joinedAt: Date };

function shown(scope: Scope, { joinedAt, ...row }: MemberRow): Member {
  return { ...row, joinedAt: joinedAt.toISOString(), you: row.userId === scope.actor.id };
}
