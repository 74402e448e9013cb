import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "#db/client.ts";
import { apiKeys, auditLog, passwordResets, users } from "#db/schema/index.ts";
import { makeTenant } from "#db/testing/database.ts";
import { createInvitation } from "#lib/data/invitations.ts";
import { createKey, revokeKey } from "#lib/data/keys.ts";
import { hashSecret, newId } from "#lib/ids.ts";
import { changeOwnPassword, checkCredentials, createAccount, requestReset, resetByToken } from "./accounts.ts";
import { acceptInvitation, createOrganization, getInvitation, getMe } from "./memberships.ts";
import { authorise, identify, scopeFor } from "./requester.ts";
import { identityOfCookies, sessionCookie } from "./session.ts";

const account = (extra: object = {}) => ({
  name: "Ann",
  email: `${newId()}@example.com`,
  password: "correct horse",
  ...extra,
});
const withCookie = (cookie: string) => new Request("http://localhost:3000/", { headers: { cookie } });
const withKey = (secret: string) =>
  new Request("http://localhost:3000/", { headers: { authorization: `Bearer ${secret}` } });

describe("sign-up", () => {
  it("makes a user with an organization and a first project, all at once", async () => {
    const identity = await createAccount(account({ organization: "Ann & Co" }));
    const { organizations } = await getMe(identity);
    expect(organizations).toMatchObject([
      { name: "Ann & Co", slug: "ann-co", role: "admin", projects: [{ slug: "first-project" }] },
    ]);
  });

  it("leaves nothing behind when the address is taken, in any case of letters", async () => {
    const given = account();
    await createAccount(given);
    const before = await database().$count(users);
    await expect(createAccount({ ...given, email: given.email.toUpperCase() })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await database().$count(users)).toBe(before);
  });

  it("gives two organizations of one name different slugs, and none a page's", async () => {
    const identity = await createAccount(account());
    const slugs = [];
    for (const name of ["Settings", "Settings", "API"]) slugs.push((await createOrganization(identity, { name })).slug);
    expect(slugs).toEqual(["settings-team", "settings-team-2", "api-team"]);
  });

  it("keeps no password, only its argon2id hash", async () => {
    const given = account();
    const { userId } = await createAccount(given);
    const [row] = await database().select().from(users).where(eq(users.id, userId));
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("sign-in", () => {
  it("takes the right password, in any case of the address", async () => {
    const given = account();
    const { userId } = await createAccount(given);
    expect(await checkCredentials(given.email.toUpperCase(), given.password, "1")).toMatchObject({
      userId,
      sessionVersion: 1,
    });
    expect(await checkCredentials(given.email, "wrong", "1")).toBeNull();
    expect(await checkCredentials("nobody@example.com", given.password, "1")).toBeNull();
  });

  it("stops guessing at one account, wherever it comes from", async () => {
    const given = account();
    await createAccount(given);
    for (let guess = 0; guess < 10; guess++) await checkCredentials(given.email, "wrong", `from ${guess}`);
    await expect(checkCredentials(given.email, given.password, "from home")).rejects.toMatchObject({
      code: "rate_limited",
    });
  });

  it("knows a session by its cookie until the password changes", async () => {
    const given = account();
    const { userId } = await createAccount(given);
    const cookie = await sessionCookie(userId, 1);
    const identity = await identityOfCookies(`other=1; ${cookie}`);
    expect(identity).toEqual({ userId, name: "Ann", email: given.email });
    if (identity === null) return;
    await expect(changeOwnPassword(identity, "wrong", "new password")).rejects.toMatchObject({ code: "forbidden" });
    await changeOwnPassword(identity, given.password, "new password");
    expect(await identityOfCookies(cookie)).toBeNull();
    expect(await checkCredentials(given.email, "new password", "1")).toMatchObject({ sessionVersion: 2 });
  });

  it.each(["", "authjs.session-token=", "authjs.session-token=abc.def", "authjs.session-token=%00"])(
    "takes %j for nobody",
    async (cookie) => {
      expect(await identify(withCookie(cookie))).toBeNull();
    },
  );
});

describe("password reset", () => {
  it("works once by its link, and ends sessions and other links", async () => {
    const given = account();
    const { userId } = await createAccount(given);
    const cookie = await sessionCookie(userId, 1);
    const tokens = ["a".repeat(43), "b".repeat(43)];
    for (const token of tokens) {
      const expiresAt = new Date(Date.now() + 60_000);
      await database()
        .insert(passwordResets)
        .values({ tokenHash: hashSecret(token), userId, expiresAt });
    }
    expect(await resetByToken(tokens[0] ?? "", "new password")).toBe(given.email);
    expect(await identityOfCookies(cookie)).toBeNull();
    for (const token of tokens) {
      await expect(resetByToken(token, "newer password")).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await checkCredentials(given.email, "new password", "1")).not.toBeNull();
  });

  it("stores a link for an account and says nothing for none", async () => {
    const given = account();
    const { userId } = await createAccount(given);
    await requestReset(given.email);
    await expect(requestReset("nobody@example.com")).resolves.toBeUndefined();
    const links = await database().select().from(passwordResets).where(eq(passwordResets.userId, userId));
    expect(links).toHaveLength(1);
    expect((links[0]?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(3600_000);
  });

  it("is over after its hour", async () => {
    const { userId } = await createAccount(account());
    await database()
      .insert(passwordResets)
      .values({ tokenHash: hashSecret("old"), userId, expiresAt: new Date(Date.now() - 1) });
    await expect(resetByToken("old", "new password")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("authorise", () => {
  it("gives a member a scope, and hides what is another tenant's", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    const identity = { userId: mine.userId, name: "x", email: "x@example.com" };
    expect(await scopeFor(identity, { projectId: mine.projectId })).toMatchObject({
      orgId: mine.orgId,
      projectId: mine.projectId,
      role: "admin",
    });
    for (const target of [
      { projectId: theirs.projectId },
      { organizationId: theirs.orgId },
      { projectId: newId() },
      {},
    ]) {
      await expect(scopeFor(identity, target)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("lets a key send to its own project and nothing else", async () => {
    const [mine, theirs] = [await makeTenant(), await makeTenant()];
    const { secret } = await createKey(mine.admin, { projectId: mine.projectId, name: "ci" });
    expect(secret).toMatch(/^aiops_[\w-]{43}$/);
    const requester = await identify(withKey(secret));
    expect(await authorise("ingest", requester, { projectId: mine.projectId })).toMatchObject({
      role: "key",
      orgId: mine.orgId,
    });
    await expect(authorise("ingest", requester, { projectId: theirs.projectId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(authorise("member", requester, { projectId: mine.projectId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(authorise("member", requester, { organizationId: mine.orgId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(authorise("user", requester, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("notes when a key was used, at most once a minute, and refuses it once revoked", async () => {
    const { admin, projectId } = await makeTenant();
    const { key, secret } = await createKey(admin, { projectId, name: "ci" });
    const usedAt = async () =>
      (await database().select().from(apiKeys).where(eq(apiKeys.id, key.id)))[0]?.lastUsedAt?.getTime();
    await identify(withKey(secret));
    const first = await usedAt();
    expect(first).toBeTypeOf("number");
    await identify(withKey(secret));
    expect(await usedAt()).toBe(first);
    await database()
      .update(apiKeys)
      .set({ lastUsedAt: new Date(Date.now() - 61_000) })
      .where(eq(apiKeys.id, key.id));
    await identify(withKey(secret));
    expect(await usedAt()).toBeGreaterThanOrEqual(first ?? Infinity);
    await revokeKey(admin, { projectId, keyId: key.id });
    expect(await identify(withKey(secret))).toBeNull();
    expect(await identify(withKey("aiops_wrong"))).toBeNull();
  });
});

describe("invitations", () => {
  const tokenOf = (link: string) => link.split("/").at(-1) ?? "";

  it("lead in once", async () => {
    const { admin, orgId } = await makeTenant();
    const { link } = await createInvitation(admin, { role: "member" });
    const token = tokenOf(link);
    expect(link).toBe(`http://localhost:3000/invite/${token}`);
    expect(await getInvitation(null, { token })).toMatchObject({
      organization: "Acme",
      role: "member",
      status: "open",
    });
    const [ann, bo] = [await createAccount(account()), await createAccount(account())];
    expect(await acceptInvitation(ann, { token })).toMatchObject({ id: orgId, role: "member" });
    expect(await acceptInvitation(ann, { token })).toMatchObject({ id: orgId });
    await expect(acceptInvitation(bo, { token })).rejects.toMatchObject({ code: "conflict" });
    const actions = await database()
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.orgId, orgId));
    expect(actions.map(({ action }) => action)).toContain("member.joined");
  });

  it("let only one of two in who come at the same moment", async () => {
    const { admin } = await makeTenant();
    const token = tokenOf((await createInvitation(admin, { role: "member" })).link);
    const people = await Promise.all([createAccount(account()), createAccount(account())]);
    const answers = await Promise.allSettled(people.map((one) => acceptInvitation(one, { token })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("take a new person in without an organization of their own", async () => {
    const { admin, orgId } = await makeTenant();
    const token = tokenOf((await createInvitation(admin, { role: "admin" })).link);
    const identity = await createAccount(account({ invitation: token }));
    expect((await getMe(identity)).organizations).toMatchObject([{ id: orgId, role: "admin" }]);
    const email = `${newId()}@example.com`;
    await expect(createAccount(account({ email, invitation: token }))).rejects.toMatchObject({ code: "conflict" });
    expect(await checkCredentials(email, "correct horse", "1")).toBeNull();
  });

  it("do not make an admin a member again", async () => {
    const { admin, userId } = await makeTenant();
    const token = tokenOf((await createInvitation(admin, { role: "member" })).link);
    const identity = { userId, name: "x", email: "x@example.com" };
    expect(await acceptInvitation(identity, { token })).toMatchObject({ role: "admin" });
    expect(await getInvitation(null, { token })).toMatchObject({ status: "open" });
  });
});
