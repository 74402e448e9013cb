"use client";

import { lineHref, useIngestion } from "./ingestion-context.tsx";

/** What prose needs so that its chips lead to the lines in Events. */
export function useChips(): { href: (from: number, to: number) => string } {
  const { href } = useIngestion();
  return { href: (from, to) => lineHref(href, from, to) };
}
