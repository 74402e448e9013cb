"use client";

import { useEffect, useRef, useState } from "react";
import { notify, notifyError, UNDO_SECONDS } from "#components/ui/toast.tsx";

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
  const waiting = useRef(new Map<string, () => void>());
  const latest = useRef({ remove, after });
  useEffect(() => {
    latest.current = { remove, after };
  });
  const stay = (id: string) => setLeaving((ids) => ids.filter((other) => other !== id));
  useEffect(() => {
    const commits = waiting.current;
    const flush = () => {
      for (const commit of commits.values()) commit();
    };
    addEventListener("pagehide", flush);
    return () => {
      removeEventListener("pagehide", flush);
      flush();
    };
  }, []);
  return {
    isLeaving: (id: string) => leaving.includes(id),
    remove: (item: T) => {
      const commit = () => {
        clearTimeout(timer);
        waiting.current.delete(item.id);
        latest.current
          .remove(item)
          .then(() => latest.current.after())
          .catch(notifyError)
          .finally(() => stay(item.id));
      };
      const timer = setTimeout(commit, UNDO_SECONDS * 1000);
      waiting.current.set(item.id, commit);
      setLeaving((ids) => [...ids, item.id]);
      notify(said(item), {
        undo: () => {
          clearTimeout(timer);
          waiting.current.delete(item.id);
          stay(item.id);
        },
      });
    },
  };
}
