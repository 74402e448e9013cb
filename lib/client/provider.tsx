"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useState, type ReactNode } from "react";
import { createQueryClient } from "./query.ts";

/** Server data and URL state for the pages below. */
export function ClientProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => createQueryClient(toSignIn));
  return (
    <NuqsAdapter>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </NuqsAdapter>
  );
}

function toSignIn(): void {
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
}
