"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { createDemo, createIngestion, listIngestions, type Ingestion } from "#contracts/ingestion.ts";
import { getProject } from "#contracts/organization.ts";
import { useProject } from "#components/shell/session.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { call } from "#lib/client/call.ts";
import { keyOf } from "#lib/client/query.ts";
import { upload } from "#lib/client/upload.ts";

export interface Sending {
  name: string;
  /** 0–1; 1 while the server takes it in. */
  share: number;
  bytes: number;
}

/** Makes ingestions: from text, files or a demo. Goes to the new one; what is refused is said in `error`. */
export function useReceive() {
  const { id: projectId, href } = useProject();
  const client = useQueryClient();
  const go = useGo();
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  const params = { projectId };

  const make = async (start: Sending, send: (signal: AbortSignal) => Promise<Ingestion>): Promise<boolean> => {
    const control = new AbortController();
    abort.current = control;
    setError(null);
    setSending(start);
    try {
      const { id } = await send(control.signal);
      void client.invalidateQueries({ queryKey: keyOf(listIngestions) });
      void client.invalidateQueries({ queryKey: keyOf(getProject) });
      go(`${href}/i/${id}`);
      return true;
    } catch (failure) {
      if (!control.signal.aborted)
        setError(failure instanceof Error ? failure.message : "It was not received. Try again.");
      return false;
    } finally {
      setSending(null);
    }
  };
  const onProgress = (share: number) => setSending((before) => before && { ...before, share });

  return {
    sending,
    error,
    cancel: () => abort.current?.abort(),
    sendText: (text: string) =>
      make({ name: "pasted.log", share: 0, bytes: text.length }, (signal) =>
        upload(createIngestion, { params, query: { origin: "paste", source: "pasted.log" } }, text, {
          onProgress,
          signal,
        }),
      ),
    sendFiles: (files: readonly { name: string; blob: Blob }[]) => {
      const form = new FormData();
      for (const { name, blob } of files) form.append("file", blob, name);
      const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
      const name = files.length === 1 ? (files[0]?.name ?? "") : `${files.length} files`;
      return make({ name, share: 0, bytes }, (signal) =>
        upload(createIngestion, { params, query: { origin: "upload" } }, form, { onProgress, signal }),
      );
    },
    sendDemo: (demo: { scenario: string; seed?: number; events: number }) =>
      make({ name: demo.scenario, share: 1, bytes: 0 }, (signal) =>
        call(createDemo, { params, body: demo }, { signal }),
      ),
  };
}
export type Receive = ReturnType<typeof useReceive>;
