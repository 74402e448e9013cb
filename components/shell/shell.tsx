"use client";

import { Suspense, type ReactNode } from "react";
import type { Me } from "#contracts/organization.ts";
import { ClientProvider } from "#lib/client/provider.tsx";
import { SessionProvider } from "./session.tsx";
import { TopBar } from "./top-bar.tsx";

/** Everything around a page of the product. */
export function Shell({ me, signOut, children }: { me: Me; signOut: () => Promise<void>; children: ReactNode }) {
  return (
    <ClientProvider>
      <SessionProvider me={me}>
        <Suspense>
          <TopBar signOut={signOut} />
        </Suspense>
        {children}
      </SessionProvider>
    </ClientProvider>
  );
}
