import { describe, expect, it } from "vitest";
import { database } from "#db/client.ts";
import { memberships, users } from "#db/schema/index.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { newId } from "#lib/ids.ts";
import { issueScope, type Scope } from "#lib/scope.ts";
import { listAudit } from "./audit.ts";
import { createInvitation, listInvitations, removeInvitation } from "./invitations.ts";
import { listMembers, removeMember, updateMember } from "./members.ts";

async function addMember({ orgId }: Tenant, role: "admin" | "member"): Promise<{ userId: string; scope: Scope }> {
  const userId = newId();
  await database()
    .insert(users)
    .values({ id: userId, email: `${userId}@example.com`, name: "Bo" });
  await database().insert(memberships).values({ orgId, userId, role });
  return {
    userId,
    scope: issueScope({ orgId, projectId: null, role, actor: { kind: "user", id: userId, name: "Bo" } }),
  };
}
const actionsOf = async (scope: Scope) => (await listAudit(scope, { limit: 50 })).items.map(({ action }) => action);

describe("members", () => {
  it("are listed, oldest first, with the asker marked", async () => {
    const tenant = await makeTenant();
    const { userId, scope } = await addMember(tenant, "member");
    const { items } = await listMembers(scope);
    expect(items.map((member) => [member.userId, member.role, member.you])).toEqual([
      [tenant.userId, "admin", false],
      [userId, "member", true],
    ]);
  });

  it("are promoted, demoted and removed, each with an audit entry", async () => {
    const tenant = await makeTenant();
    const { userId } = await addMember(tenant, "member");
    expect(await updateMember(tenant.admin, { userId, role: "admin" })).toMatchObject({ role: "admin" });
    expect(await updateMember(tenant.admin, { userId, role: "admin" })).toMatchObject({ role: "admin" });
    expect(await updateMember(tenant.admin, { userId, role: "member" })).toMatchObject({ role: "member" });
    await removeMember(tenant.admin, { userId });
    expect((await listMembers(tenant.admin)).items).toHaveLength(1);
    expect(await actionsOf(tenant.admin)).toEqual(["member.removed", "member.demoted", "member.promoted"]);
  });

  it("may leave, but not remove others", async () => {
    const tenant = await makeTenant();
    const { userId, scope } = await addMember(tenant, "member");
    await expect(removeMember(scope, { userId: tenant.userId })).rejects.toMatchObject({ code: "forbidden" });
    await removeMember(scope, { userId });
    expect(await actionsOf(tenant.admin)).toEqual(["member.left"]);
  });

  it("keep their last admin", async () => {
    const tenant = await makeTenant();
    await addMember(tenant, "member");
    await expect(updateMember(tenant.admin, { userId: tenant.userId, role: "member" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(removeMember(tenant.admin, { userId: tenant.userId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("keep one admin when two demote each other at the same moment", async () => {
    const tenant = await makeTenant();
    const other = await addMember(tenant, "admin");
    const answers = await Promise.allSettled([
      updateMember(tenant.admin, { userId: other.userId, role: "member" }),
      updateMember(other.scope, { userId: tenant.userId, role: "member" }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await listMembers(tenant.admin)).items.filter(({ role }) => role === "admin")).toHaveLength(1);
  });

  it("of another organization are not found", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    await expect(updateMember(mine.admin, { userId: theirs.userId, role: "member" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removeMember(mine.admin, { userId: theirs.userId })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("invitations", () => {
  it("are listed without their secret and can be revoked once", async () => {
    const { admin } = await makeTenant();
    const { invitation, link } = await createInvitation(admin, { email: "bo@example.com", role: "member" });
    expect(new Date(invitation.expiresAt).getTime() - Date.now()).toBeGreaterThan(6.9 * 24 * 3600_000);
    const { items } = await listInvitations(admin);
    expect(items).toMatchObject([{ email: "bo@example.com", status: "open" }]);
    expect(JSON.stringify(items)).not.toContain(link.split("/").at(-1));
    await removeInvitation(admin, { invitationId: invitation.id });
    await removeInvitation(admin, { invitationId: invitation.id });
    expect((await listInvitations(admin)).items).toMatchObject([{ status: "revoked" }]);
    expect(await actionsOf(admin)).toEqual(["invitation.revoked", "invitation.created"]);
  });

  it("of another organization are not found", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    const { invitation } = await createInvitation(theirs.admin, { role: "member" });
    await expect(removeInvitation(mine.admin, { invitationId: invitation.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listInvitations(mine.admin)).items).toEqual([]);
  });
});

describe("the audit log", () => {
  it("pages without gaps or doubles", async () => {
    const { admin } = await makeTenant();
    for (let n = 0; n < 7; n++) await createInvitation(admin, { role: "member" });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(admin, { cursor, limit: 3 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });
});
