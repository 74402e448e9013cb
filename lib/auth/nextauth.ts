import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { log } from "#lib/log.ts";
import { addressOf, RateLimitError } from "#lib/rate-limit.ts";
import { checkCredentials } from "./accounts.ts";
import { authSecret } from "./secret.ts";
import { isHttps, SESSION_SECONDS, sessionCookieName } from "./session.ts";

const Given = z.object({ email: z.string().max(200), password: z.string().max(200) });

/** The sign-in page reads `code`. */
class TooManyTries extends CredentialsSignin {
  override code = "rate_limited";
}

// A function, so that importing this file reads no environment
export const { handlers, signIn: startSession, signOut: endSession } = NextAuth(config);

function config(): NextAuthConfig {
  return {
    secret: authSecret(),
    // The Host header only shapes redirect addresses; APP_URL decides on cookies and origins
    trustHost: true,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: isHttps(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (given, request) => authorize(given, addressOf(request.headers)),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user === undefined ? token : { sub: user.id ?? "", v: versionOf(user) }),
      // What /api/auth/session tells the browser: nothing that /api/v1/me does not
      session: ({ session, token }) => ({ expires: session.expires, user: { id: token.sub ?? "" } }),
    },
    logger: {
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) log().error({ err: error }, "sign-in failed");
      },
      warn: (code) => log().warn({ code }, "sign-in warning"),
      debug: () => {},
    },
  };
}

async function authorize(given: unknown, address: string) {
  const parsed = Given.safeParse(given);
  if (!parsed.success) return null;
  try {
    const user = await checkCredentials(parsed.data.email, parsed.data.password, address);
    return user === null ? null : { id: user.userId, sessionVersion: user.sessionVersion };
  } catch (error) {
    if (error instanceof RateLimitError) throw new TooManyTries(error.message);
    throw error;
  }
}

function versionOf(user: object): number {
  return "sessionVersion" in user && typeof user.sessionVersion === "number" ? user.sessionVersion : 0;
}
