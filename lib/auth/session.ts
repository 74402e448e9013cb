import { and, eq } from "drizzle-orm";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { database } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { env } from "#lib/env.ts";
import { authSecret } from "./secret.ts";

/** Someone signed in. */
export interface Identity {
  userId: string;
  name: string;
  email: string;
}

export const SESSION_SECONDS = 30 * 24 * 3600;

/** `v`: the user's session version at sign-in. */
const SessionToken = z.object({ sub: z.uuid(), v: z.number() });

export function isHttps(): boolean {
  return env().APP_URL.startsWith("https:");
}

export function sessionCookieName(): string {
  return isHttps() ? "__Secure-authjs.session-token" : "authjs.session-token";
}

/** Who a session cookie stands for; null when it is missing, forged, expired, or older than the last change of password. */
export async function identityOfCookies(cookieHeader: string | null): Promise<Identity | null> {
  const name = sessionCookieName();
  const token = cookieValue(cookieHeader ?? "", name);
  if (token === null) return null;
  const claims = SessionToken.safeParse(await decode({ token, secret: authSecret(), salt: name }).catch(() => null));
  if (!claims.success) return null;
  const [user] = await database()
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.id, claims.data.sub), eq(users.sessionVersion, claims.data.v)));
  return user ?? null;
}

/** A `Cookie` header for a user, as sign-in would set it. */
export async function sessionCookie(userId: string, sessionVersion: number): Promise<string> {
  const name = sessionCookieName();
  const token = await encode({
    token: { sub: userId, v: sessionVersion },
    secret: authSecret(),
    salt: name,
    maxAge: SESSION_SECONDS,
  });
  return `${name}=${token}`;
}

function cookieValue(header: string, name: string): string | null {
  const pair = header
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}
