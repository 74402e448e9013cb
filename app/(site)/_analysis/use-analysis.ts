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

const BROKEN = "The analysis could not start. Reload the page and try again.";

/**
 * Runs analyses in a worker of this tab, one at a time; starting another ends the one before. What is started before it is `ready`
 * waits for it.
 */
export function useAnalysis() {
  const [analysis, setAnalysis] = useState<Analysis>(IDLE);
  const [ready, setReady] = useState(false);
  const worker = useRef<Worker | null>(null);
  const waiting = useRef(new Map<number, (message: FromWorker) => void>());
  const requests = useRef(0);
  const run = useRef(0);
  /** What is said before the worker listens: its script comes in pieces, and a message to it would be lost between them. */
  const outbox = useRef<ToWorker[] | null>([]);

  // With the page, not with the first paste: from then on nothing more is fetched.
  useEffect(() => {
    const answers = waiting.current;
    const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === "rows" || data.type === "place") {
        answers.get(data.request)?.(data);
        answers.delete(data.request);
      } else if (data.type === "ready") {
        for (const message of outbox.current ?? []) made.postMessage(message);
        outbox.current = null;
        setReady(true);
      } else if (data.run === run.current) setAnalysis((before) => after(before, data));
    });
    made.addEventListener("error", () => setAnalysis((before) => ({ ...before, state: "done", failure: BROKEN })));
    worker.current = made;
    return () => {
      made.terminate();
      answers.clear();
      outbox.current = [];
      setReady(false);
    };
  }, []);

  const send = useCallback((message: ToWorker) => {
    if (outbox.current === null) worker.current?.postMessage(message);
    else outbox.current.push(message);
  }, []);

  const start = useCallback(
    (inputs: Input[]) => {
      run.current += 1;
      setAnalysis({ ...IDLE, state: "running" });
      send({ type: "start", run: run.current, inputs, receivedAt: new Date().toISOString() });
    },
    [send],
  );

  const stop = useCallback(() => {
    send({ type: "stop" });
    setAnalysis((before) => ({ ...before, state: "stopping" }));
  }, [send]);

  const reset = useCallback(() => {
    run.current += 1;
    send({ type: "stop" });
    setAnalysis(IDLE);
  }, [send]);

  const [source] = useState<RowSource>(() => {
    const ask = (message: (request: number) => ToWorker) =>
      new Promise<FromWorker>((resolve) => {
        const request = ++requests.current;
        waiting.current.set(request, resolve);
        send(message(request));
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

  return { analysis, ready, start, stop, reset, source };
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
