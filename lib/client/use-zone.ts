"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useSyncExternalStore } from "react";
import type { Zone } from "./time.ts";

/** The zone times are shown in, and its switch. It stands in the URL; UTC unless told. */
export function useZone(): [Zone, (zone: Zone) => void] {
  const [wanted, set] = useQueryState("tz", parseAsStringLiteral(["utc", "local"] as const).withDefault("utc"));
  // The server does not know the browser's zone: the first render is in UTC on both sides.
  const hydrated = useHydrated();
  return [hydrated ? wanted : "utc", (zone) => void set(zone === "utc" ? null : zone)];
}

/** False while the page still shows what the server rendered. */
export function useHydrated(): boolean {
  return useSyncExternalStore(nothing, yes, no);
}

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The present, renewed twice a minute; null on the server, so that both sides render the same first. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, current, unknown);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
const current = () => now;
const unknown = () => null;
const nothing = () => () => {};
const yes = () => true;
const no = () => false;
