"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  cancelIngestion,
  getIngestion,
  retryIngestion,
  setSourceZone,
  updateIngestion,
  type Ingestion,
} from "#contracts/ingestion.ts";
import { notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf } from "#lib/client/query.ts";
import { useIngestion } from "./ingestion-context.tsx";

/** What can be done with an ingestion. Each answers with it as it is then, and the page shows that at once. */
export function useIngestionActions() {
  const { params } = useIngestion();
  const client = useQueryClient();
  const show = {
    onSuccess: (ingestion: Ingestion) => client.setQueryData(keyOf(getIngestion, { params }), ingestion),
    onError: notifyError,
  };
  return {
    rename: useMutation({ mutationFn: (name: string) => call(updateIngestion, { params, body: { name } }), ...show }),
    cancel: useMutation({ mutationFn: () => call(cancelIngestion, { params }), ...show }),
    retry: useMutation({ mutationFn: () => call(retryIngestion, { params }), ...show }),
    setZone: useMutation({
      mutationFn: ({ index, zone }: { index: number; zone: string | null }) =>
        call(setSourceZone, { params: { ...params, index }, body: { zone } }),
      ...show,
    }),
  };
}
