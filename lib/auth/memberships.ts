import { randomBytes } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Invitation, Me, Organization, Role } from "#contracts/organization.ts";
import { database } from "#db/client.ts";
import { auditLog, invitations, memberships, organizations, projects } from "#db/schema/index.ts";
import { statusOfInvitation } from "#lib/data/invitations.ts";
import { AppError } from "#lib/errors.ts";
import { hashSecret, newId } from "#lib/ids.ts";
import type { Tx } from "#lib/scope.ts";
import { firstFreeSlug, slugOf } from "#lib/slug.ts";
import type { Identity } from "./session.ts";

// What a person may do before any organization is chosen; it looks across tenants, at this person's own rows only.

/** Who is signed in, with their organizations and projects by name. */
export async function getMe(identity: Identity): Promise<Me> {
  const mine = await database()
    .select({ organization: organizations, role: memberships.role })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(memberships.userId, identity.userId))
    .orderBy(asc(memberships.joinedAt), asc(organizations.id));
  const rows = await database()
    .select({ id: projects.id, name: projects.name, slug: projects.slug, orgId: projects.orgId })
    .from(projects)
    .innerJoin(memberships, and(eq(memberships.orgId, projects.orgId), eq(memberships.userId, identity.userId)))
    .orderBy(asc(projects.createdAt), asc(projects.id));
  return {
    user: { id: identity.userId, name: identity.name, email: identity.email },
    organizations: mine.map(({ organization, role }) => ({
      ...shown(organization, role),
      projects: rows.filter((row) => row.orgId === organization.id),
    })),
  };
}

/** A new organization with a first project; its maker is its admin. */
export function createOrganization(identity: Identity, input: { name: string }): Promise<Organization> {
  return database().transaction((tx) => insertOrganization(tx, identity, input.name));
}

export async function insertOrganization(tx: Tx, identity: Identity, name: string): Promise<Organization> {
  const made = await firstFreeSlug(slugOf(name, "team"), randomEnding, async (slug) => {
    const [row] = await tx.insert(organizations).values({ id: newId(), name, slug }).onConflictDoNothing().returning();
    return row ?? null;
  });
  await tx.insert(memberships).values({ orgId: made.id, userId: identity.userId, role: "admin" });
  await tx.insert(projects).values({ id: newId(), orgId: made.id, name: "First project", slug: "first-project" });
  await tx
    .insert(auditLog)
    .values({ id: newId(), orgId: made.id, actor: identity.name, action: "organization.created", subject: name });
  return shown(made, "admin");
}

/** What an invitation link leads to; `not_found` for a token that never was. */
export async function getInvitation(
  _caller: null,
  { token }: { token: string },
): Promise<{ organization: string; role: Role; invitedBy: string; status: Invitation["status"] }> {
  const { invitation, organization } = await invitationOf(database(), token);
  const { role, invitedBy } = invitation;
  return { organization: organization.name, role, invitedBy, status: statusOfInvitation(invitation) };
}

/** Joins by a link, once. Someone who is a member already stays what they are, and the link stays open. */
export function acceptInvitation(identity: Identity, { token }: { token: string }): Promise<Organization> {
  return database().transaction((tx) => joinByToken(tx, identity, token));
}

export async function joinByToken(tx: Tx, identity: Identity, token: string): Promise<Organization> {
  const { invitation, organization } = await invitationOf(tx, token);
  const [already] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.orgId, organization.id), eq(memberships.userId, identity.userId)));
  if (already !== undefined) return shown(organization, already.role);
  const status = statusOfInvitation(invitation);
  if (status !== "open") throw new AppError("conflict", NOT_OPEN[status]);
  await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()`, acceptedBy: identity.userId })
    .where(eq(invitations.id, invitation.id));
  await tx.insert(memberships).values({ orgId: organization.id, userId: identity.userId, role: invitation.role });
  await tx.insert(auditLog).values({
    id: newId(),
    orgId: organization.id,
    actor: identity.name,
    action: "member.joined",
    subject: identity.email,
    detail: { role: invitation.role, invitedBy: invitation.invitedBy },
  });
  return shown(organization, invitation.role);
}

const NOT_OPEN: Record<Exclude<Invitation["status"], "open">, string> = {
  accepted: "This invitation was used already. Ask for a new one.",
  revoked: "This invitation was withdrawn. Ask for a new one.",
  expired: "This invitation is too old. Ask for a new one.",
};

async function invitationOf(db: Pick<Tx, "select">, token: string) {
  const [found] = await db
    .select({ invitation: invitations, organization: organizations })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.orgId))
    .where(eq(invitations.tokenHash, hashSecret(token)))
    // Two people with one link: the second waits here and then finds it used
    .for("update", { of: invitations });
  if (found === undefined)
    throw new AppError("not_found", "There is no such invitation. Check the link, or ask for a new one.");
  return found;
}

function shown(row: typeof organizations.$inferSelect, role: Role): Organization {
  return { id: row.id, name: row.name, slug: row.slug, role, createdAt: row.createdAt.toISOString() };
}

function randomEnding(): string {
  return randomBytes(3).toString("hex");
}
