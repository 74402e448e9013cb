import { env } from "#lib/env.ts";

const HSTS_SECONDS = 2 * 365 * 24 * 3600;

/** Headers of every answer, pages and API alike. */
export function securityHeaders(): Record<string, string> {
  const https = env().APP_URL.startsWith("https:");
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    ...(https ? { "strict-transport-security": `max-age=${HSTS_SECONDS}; includeSubDomains` } : {}),
  };
}

/** An API answer is never a document. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Content-Security-Policy (level 3) of a page. Scripts run by their nonce; styles may be inline, since components position things
 * with them. On the landing page a browser refuses every connection, so that "nothing leaves this tab" is a fact; its links must
 * therefore be plain ones, and its worker is bound by the policy that next.config.ts serves with it.
 */
export function pagePolicy(pathname: string, nonce: string): string {
  const development = env().NODE_ENV === "development";
  const connect = development ? "'self' ws: wss:" : pathname === "/" ? "'none'" : "'self'";
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src ${connect}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(env().APP_URL.startsWith("https:") ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}
