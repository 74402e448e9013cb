"use client";

import { useEffect, useRef, useState } from "react";
import { notify, notifyError, UNDO_SECONDS } from "#components/ui/toast.tsx";
import { later, type Pending } from "#lib/client/later.ts";

/**
 * Removes what the server cannot give back: it leaves the list at once, and the server hears of it when the time for undo is
 * over, or when the page is left.
 */
export function useDeferredRemoval<T extends { id: string }>({
  said,
  remove,
  after,
}: {
  said: (item: T) => string;
  remove: (item: T) => Promise<unknown>;
  after: () => Promise<unknown>;
}) {
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const waiting = useRef(new Map<string, Pending>());
  const latest = useRef({ remove, after });
  useEffect(() => {
    latest.current = { remove, after };
  });
  const stay = (id: string) => setLeaving((ids) => ids.filter((other) => other !== id));
  useEffect(() => {
    const removals = waiting.current;
    return () => {
      for (const removal of removals.values()) removal.now();
    };
  }, []);
  return {
    isLeaving: (id: string) => leaving.includes(id),
    remove: (item: T) => {
      const removal = later(UNDO_SECONDS, () => {
        waiting.current.delete(item.id);
        latest.current
          .remove(item)
          .then(() => latest.current.after())
          .catch(notifyError)
          .finally(() => stay(item.id));
      });
      waiting.current.set(item.id, removal);
      setLeaving((ids) => [...ids, item.id]);
      notify(said(item), {
        undo: () => {
          removal.cancel();
          waiting.current.delete(item.id);
          stay(item.id);
        },
      });
    },
  };
}
