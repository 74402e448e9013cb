import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "#components/shell/shell.tsx";
import { signOut } from "#lib/auth/actions.ts";
import { currentIdentity } from "#lib/auth/current.ts";
import { getMe } from "#lib/auth/memberships.ts";

/** The product: for whoever is signed in. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const identity = await currentIdentity();
  if (identity === null) redirect("/sign-in");
  return (
    <Shell me={await getMe(identity)} signOut={signOut}>
      {children}
    </Shell>
  );
}
