import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentIdentity } from "#lib/auth/current.ts";

/** Who is signed in; anybody else goes to sign-in and comes back from there. The proxy passes the path on. */
export async function requireIdentity() {
  const identity = await currentIdentity();
  if (identity !== null) return identity;
  const path = (await headers()).get("x-path");
  redirect(path === null ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}
