"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { getIngestion, type Ingestion } from "#contracts/ingestion.ts";
import { useProject } from "#components/shell/session.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { query } from "#lib/client/query.ts";
import { IngestionProvider } from "./ingestion-context.tsx";
import { IngestionHead } from "./ingestion-head.tsx";
import { IngestionTabs } from "./ingestion-tabs.tsx";
import { LinePreview } from "./line-preview.tsx";

const ENDED: readonly Ingestion["status"][] = ["done", "failed", "cancelled"];

/** Header and tabs around an ingestion's pages. Asks once a second while there is work. */
export function IngestionShell({ ingestionId, children }: { ingestionId: string; children: ReactNode }) {
  const project = useProject();
  const client = useQueryClient();
  const params = { projectId: project.id, ingestionId };
  const {
    data: ingestion,
    error,
    refetch,
  } = useQuery({
    ...query(getIngestion, { params }),
    refetchInterval: ({ state }) => (state.data !== undefined && isChanging(state.data) ? 1000 : false),
  });
  const running = ingestion !== undefined && isChanging(ingestion);
  const wasRunning = useRef(running);
  useEffect(() => {
    // What was shown while it ran is final now.
    if (wasRunning.current && !running) void client.invalidateQueries();
    wasRunning.current = running;
  }, [running, client]);

  if (ingestion === undefined) {
    return error === null ? (
      <HeadSkeleton />
    ) : (
      <main id="main" className="px-3 py-4 md:px-6">
        <Failed error={error} what="This ingestion" onRetry={() => void refetch()} />
      </main>
    );
  }
  const href = `${project.href}/i/${ingestionId}`;
  return (
    <IngestionProvider value={{ ingestion, params, href, projectHref: project.href, running }}>
      <IngestionHead />
      <IngestionTabs />
      {children}
      <LinePreview />
    </IngestionProvider>
  );
}

/** It is analysed, or its story is about to be told again. */
const isChanging = ({ status, outdated }: Ingestion): boolean => !ENDED.includes(status) || outdated;

function HeadSkeleton() {
  return (
    <main id="main" aria-busy aria-label="Loading the ingestion">
      <div className="flex h-(--h-title) items-center gap-4 overflow-hidden px-3 md:px-6">
        <Skeleton className="h-4 w-52" />
        <Skeleton className="w-80" />
      </div>
      <div className="flex h-(--h-tabs) items-center gap-6 overflow-hidden border-b border-line px-3 md:px-6">
        {["Overview", "Events", "Groups", "Findings", "Timeline", "Report"].map((tab) => (
          <Skeleton key={tab} className="w-16 flex-none" />
        ))}
      </div>
    </main>
  );
}
