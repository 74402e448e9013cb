import type { Requester } from "#lib/auth/requester.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Stops other sites from writing with a visitor's cookie (OWASP: verifying origin with standard headers). A write that a
 * session cookie carries must come from our own origin: APP_URL's, or the host that was asked. Keys are not ambient: exempt.
 */
export function checkOrigin(request: Request, requester: Requester | null): void {
  if (SAFE_METHODS.has(request.method) || requester?.kind !== "user") return;
  const origin = request.headers.get("origin");
  if (origin !== null && isOwnOrigin(origin, request)) return;
  if (origin === null && request.headers.get("sec-fetch-site") === "same-origin") return;
  throw new AppError(
    "forbidden",
    "This request came from another site, so it was refused. Open the application and try again.",
  );
}

function isOwnOrigin(origin: string, request: Request): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, origin: normal } = new URL(origin);
  return normal === new URL(env().APP_URL).origin || host === askedHost(request);
}

function askedHost(request: Request): string {
  const forwarded = env().TRUST_PROXY ? request.headers.get("x-forwarded-host") : null;
  return forwarded ?? request.headers.get("host") ?? new URL(request.url).host;
}
