"use client";

import { useHydrated } from "./use-zone.ts";

/** What the key for shortcuts is called here: `⌘` on Apple's machines, `Ctrl` elsewhere. The server does not know: `⌘`. */
export function useModKey(): "⌘" | "Ctrl" {
  return useHydrated() && !/Mac|iPhone|iPad/.test(navigator.userAgent) ? "Ctrl" : "⌘";
}
