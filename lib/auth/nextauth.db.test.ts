import { NextRequest } from "next/server";
import { expect, it } from "vitest";
import "#db/testing/database.ts";
import { newId } from "#lib/ids.ts";
import { GET, POST } from "../../app/api/auth/[...nextauth]/route.ts";
import { createAccount } from "./accounts.ts";
import { identityOfCookies } from "./session.ts";

const BASE = "http://localhost:3000/api/auth";
const pairsOf = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");

async function signIn(email: string, password: string): Promise<Response> {
  const csrf = await GET(new NextRequest(`${BASE}/csrf`));
  const { csrfToken } = await csrf.json();
  const body = new URLSearchParams({ csrfToken, email, password });
  const headers = { cookie: pairsOf(csrf).join("; "), "content-type": "application/x-www-form-urlencoded" };
  return POST(new NextRequest(`${BASE}/callback/credentials`, { method: "POST", headers, body }));
}

it("sets a session cookie that scripts cannot read, for the right password only", async () => {
  const email = `${newId()}@example.com`;
  const { userId } = await createAccount({ name: "Ann", email, password: "correct horse" });
  const response = await signIn(email, "correct horse");
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith("authjs.session-token=")) ?? "";
  expect(cookie).toMatch(/; Path=\/;.*HttpOnly; SameSite=Lax/i);
  expect(await identityOfCookies(cookie)).toMatchObject({ userId, email });
  const session = await GET(new NextRequest(`${BASE}/session`, { headers: { cookie: cookie.split(";")[0] ?? "" } }));
  expect(await session.json()).toEqual({ user: { id: userId }, expires: expect.any(String) });

  const refused = await signIn(email, "wrong");
  expect(refused.headers.get("location")).toContain("/sign-in?error=CredentialsSignin");
  expect(pairsOf(refused).join()).not.toContain("session-token=ey");
});

it("refuses a sign-in without its own token", async () => {
  const body = new URLSearchParams({ email: "a@example.com", password: "x" });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await POST(new NextRequest(`${BASE}/callback/credentials`, { method: "POST", headers, body }));
  expect(response.headers.get("location")).toContain("MissingCSRF");
});
