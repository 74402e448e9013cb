"use client";

import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds; false on the server and at first, so that both sides render the same. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
}

/** The width under which the interface is one column. */
export const PHONE = "(max-width: 760px)";
