"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { draftReport, listReports } from "#contracts/report.ts";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { keyOf, query } from "#lib/client/query.ts";
import { ReportEditor } from "../../../../reports/_parts/report-editor.tsx";
import { ReportSkeleton } from "../../../../reports/_parts/report-skeleton.tsx";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

/** The ingestion's report; the first visit drafts it from the story. */
export function DraftedReport() {
  const { ingestion, params, href, running } = useIngestion();
  const told = !running && ingestion.status === "done";
  const {
    data: report,
    error,
    refetch,
  } = useQuery({
    ...query(draftReport, { params }),
    enabled: told,
    staleTime: Infinity,
  });
  const client = useQueryClient();
  const reportId = report?.id;
  useEffect(() => {
    // The tab and the project's list learn of a report that was drafted just now.
    if (reportId !== undefined) void client.invalidateQueries({ queryKey: keyOf(listReports) });
  }, [client, reportId]);
  if (!told && report === undefined) {
    return (
      <main id="main" className="px-3 md:px-6">
        <Empty title="There is no report yet">
          <p>
            {running
              ? "It is drafted from the story, which is told once all lines are read."
              : "The analysis did not reach the story that a report is drafted from. Run it again, then come back."}
          </p>
        </Empty>
      </main>
    );
  }
  if (report !== undefined) return <ReportEditor key={report.id} loaded={report} ingestionHref={href} />;
  if (error === null) return <ReportSkeleton />;
  return (
    <main id="main" className="px-3 md:px-6">
      <Failed error={error} what="The report" onRetry={() => void refetch()} />
    </main>
  );
}
