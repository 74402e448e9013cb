"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { EventFilter, EventRow, FromWorker, Input, Progress, Result, ToWorker } from "./protocol.ts";

export interface Analysis {
  state: "idle" | "running" | "stopping" | "done";
  progress: Progress | null;
  result: Result | null;
  /** What is wrong with the input and what to do. */
  failure: string | null;
}

export interface RowSource {
  rows(filter: EventFilter, offset: number, limit: number): Promise<{ rows: EventRow[]; total: number }>;
  placeOf(filter: EventFilter, seq: number): Promise<number>;
}

const IDLE: Analysis = { state: "idle", progress: null, result: null, failure: null };

/** Runs analyses in a worker of this tab, one at a time; starting another ends the one before. */
export function useAnalysis() {
  const [analysis, setAnalysis] = useState<Analysis>(IDLE);
  const worker = useRef<Worker | null>(null);
  const waiting = useRef(new Map<number, (message: FromWorker) => void>());
  const requests = useRef(0);

  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
    waiting.current.clear();
  }, []);
  useEffect(() => end, [end]);

  const start = useCallback(
    (inputs: Input[]) => {
      end();
      const next = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
      next.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === "rows" || data.type === "place") {
          waiting.current.get(data.request)?.(data);
          waiting.current.delete(data.request);
        } else setAnalysis((before) => after(before, data));
      });
      next.addEventListener("error", () =>
        setAnalysis((before) => ({
          ...before,
          state: "done",
          failure: "The analysis could not start. Reload the page and try again.",
        })),
      );
      worker.current = next;
      setAnalysis({ ...IDLE, state: "running" });
      next.postMessage({ type: "start", inputs, receivedAt: new Date().toISOString() } satisfies ToWorker);
    },
    [end],
  );

  const stop = useCallback(() => {
    worker.current?.postMessage({ type: "stop" } satisfies ToWorker);
    setAnalysis((before) => ({ ...before, state: "stopping" }));
  }, []);

  const reset = useCallback(() => {
    end();
    setAnalysis(IDLE);
  }, [end]);

  const [source] = useState<RowSource>(() => {
    const ask = (message: (request: number) => ToWorker) =>
      new Promise<FromWorker>((resolve) => {
        const request = ++requests.current;
        waiting.current.set(request, resolve);
        worker.current?.postMessage(message(request));
      });
    return {
      async rows(filter, offset, limit) {
        const answer = await ask((request) => ({ type: "rows", request, filter, offset, limit }));
        return answer.type === "rows" ? answer : { rows: [], total: 0 };
      },
      async placeOf(filter, seq) {
        const answer = await ask((request) => ({ type: "place", request, filter, seq }));
        return answer.type === "place" ? answer.index : 0;
      },
    };
  });

  return { analysis, start, stop, reset, source };
}

function after(before: Analysis, message: FromWorker): Analysis {
  if (message.type === "progress") {
    const done = message.progress.stage === "done";
    return { ...before, progress: message.progress, ...(done ? { state: "done" } : {}) };
  }
  if (message.type === "result") return { ...before, result: message.result };
  if (message.type === "failed") return { ...before, failure: message.message };
  return before;
}
