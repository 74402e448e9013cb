import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { pagePolicy, securityHeaders } from "#lib/http/security-headers.ts";

/** Gives each page its headers. Next reads the nonce out of the request's policy and puts it on its own scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(request.nextUrl.pathname, nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // For the way back after sign-in
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders())) response.headers.set(name, value);
  return response;
}

// Not on /api: a proxied request's body is held in memory and cut at 10 MB, and uploads stream. Not on files.
export const config = { matcher: "/((?!api/|_next/static|_next/image|.*\\.[A-Za-z0-9]+$).*)" };
