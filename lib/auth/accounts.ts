import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { Name } from "#contracts/organization.ts";
import { database } from "#db/client.ts";
import { passwordResets, users } from "#db/schema/index.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { hashSecret, newId, newSecret } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { countUse, forgetUses } from "#lib/rate-limit.ts";
import { insertOrganization, joinByToken } from "./memberships.ts";
import { hashPassword, isPassword } from "./password.ts";
import type { Identity } from "./session.ts";

export const Email = z.email("Write an e-mail address such as ann@example.com.").max(200).toLowerCase();
export const Password = z.string().min(8, "Use at least 8 characters.").max(200, "Use at most 200 characters.");
export const SignUp = z.object({
  name: z.string().trim().min(1, "Say what to call you.").max(60, "At most 60 characters."),
  email: Email,
  password: Password,
  /** Unset: named after the person. */
  organization: Name.optional(),
  /** Token of an invitation: joins its organization instead of making one. */
  invitation: z.string().max(100).optional(),
});
export type SignUp = z.infer<typeof SignUp>;

const RESET_HOURS = 1;

/**
 * A user with an organization and a first project, or in the organization that invited them; all or nothing. Throws `conflict`
 * when the address has an account or the invitation is not open.
 */
export async function createAccount(input: SignUp): Promise<Identity> {
  const passwordHash = await hashPassword(input.password);
  const userId = newId();
  return database().transaction(async (tx) => {
    const made = await tx
      .insert(users)
      .values({ id: userId, email: input.email, name: input.name, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (made.length === 0) throw new AppError("conflict", "There is an account with this address: sign in instead.");
    const identity = { userId, name: input.name, email: input.email };
    if (input.invitation === undefined)
      await insertOrganization(tx, identity, input.organization ?? `${input.name}'s team`);
    else await joinByToken(tx, identity, input.invitation);
    return identity;
  });
}

/** The user with this address and password, with the version that the session must carry; null when either is wrong. */
export async function checkCredentials(
  email: string,
  password: string,
  address: string,
): Promise<(Identity & { sessionVersion: number }) | null> {
  const account = email.toLowerCase();
  await countUse("sign-in from address", address);
  await countUse("sign-in to account", account);
  const { id, name, sessionVersion, passwordHash } = users;
  const [user] = await database()
    .select({ userId: id, name, email: users.email, sessionVersion, passwordHash })
    .from(users)
    .where(eq(sql`lower(${users.email})`, account));
  if (!(await isPassword(password, user?.passwordHash ?? null)) || user === undefined) return null;
  await forgetUses("sign-in to account", account);
  return { userId: user.userId, name: user.name, email: user.email, sessionVersion: user.sessionVersion };
}

/**
 * Makes a link that sets a new password within an hour. There is no mailer: the link stands in the server's log, for whoever
 * runs it to pass on. Says nothing about whether the account exists.
 */
export async function requestReset(email: string): Promise<void> {
  await countUse("password reset", email.toLowerCase());
  const [user] = await database()
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  if (user === undefined) return;
  const token = newSecret();
  await database()
    .insert(passwordResets)
    .values({
      tokenHash: hashSecret(token),
      userId: user.id,
      expiresAt: sql`now() + make_interval(hours => ${RESET_HOURS})`,
    });
  log().warn({ link: new URL(`/reset-password/${token}`, env().APP_URL).href, userId: user.id }, "password reset link");
}

/** Sets a new password by a link's token, once; every session of the user ends. Throws `not_found` for a used or old link. */
export async function resetByToken(token: string, password: string): Promise<string> {
  const passwordHash = await hashPassword(password);
  return database().transaction(async (tx) => {
    const [reset] = await tx
      .update(passwordResets)
      .set({ usedAt: sql`now()` })
      .where(
        and(
          eq(passwordResets.tokenHash, hashSecret(token)),
          isNull(passwordResets.usedAt),
          gt(passwordResets.expiresAt, sql`now()`),
        ),
      )
      .returning({ userId: passwordResets.userId });
    if (reset === undefined) throw new AppError("not_found", "This link was used or is too old. Ask for a new one.");
    await tx
      .update(passwordResets)
      .set({ usedAt: sql`now()` })
      .where(and(eq(passwordResets.userId, reset.userId), isNull(passwordResets.usedAt)));
    const [user] = await tx
      .update(users)
      .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(eq(users.id, reset.userId))
      .returning({ email: users.email });
    if (user === undefined) throw new AppError("not_found", "This account is gone.");
    return user.email;
  });
}

/** Changes a password; every session of the user ends. Throws `forbidden` when the current one is wrong. */
export async function changeOwnPassword(identity: Identity, current: string, password: string): Promise<void> {
  await countUse("sign-in to account", identity.email.toLowerCase());
  const [user] = await database()
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, identity.userId));
  if (!(await isPassword(current, user?.passwordHash ?? null))) {
    throw new AppError("forbidden", "The current password is not right.");
  }
  await database()
    .update(users)
    .set({ passwordHash: await hashPassword(password), sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, identity.userId));
}
