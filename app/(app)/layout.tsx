import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { signOut } from "#lib/auth/actions.ts";
import { getMe } from "#lib/auth/memberships.ts";
import { requireIdentity } from "./require-identity.ts";

/** The product: for whoever is signed in. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const identity = await requireIdentity();
  return (
    <Shell me={await getMe(identity)} signOut={signOut}>
      {children}
    </Shell>
  );
}
