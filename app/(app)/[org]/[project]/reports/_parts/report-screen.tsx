"use client";

import { useQuery } from "@tanstack/react-query";
import { getReport } from "#contracts/report.ts";
import { useProject } from "#components/shell/session.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Fact, PageHead } from "#components/ui/section.tsx";
import { query } from "#lib/client/query.ts";
import { ReportEditor } from "./report-editor.tsx";
import { ReportSkeleton } from "./report-skeleton.tsx";

/** A report by its own address: it is there when its ingestion is not. */
export function ReportScreen({ reportId }: { reportId: string }) {
  const project = useProject();
  const params = { projectId: project.id, reportId };
  const { data: report, error, refetch } = useQuery({ ...query(getReport, { params }), staleTime: Infinity });
  if (report === undefined) {
    return error === null ? (
      <ReportSkeleton />
    ) : (
      <main id="main">
        <Failed error={error} what="This report" onRetry={() => void refetch()} className="px-3 md:px-6" />
      </main>
    );
  }
  const { ingestionId, ingestionName } = report;
  return (
    <>
      <PageHead title="Report">
        <Fact>
          {ingestionId === null ? (
            `of ${ingestionName}, which is deleted; the cited lines are kept here`
          ) : (
            <>
              of <Link href={`${project.href}/i/${ingestionId}`}>{ingestionName}</Link>
            </>
          )}
        </Fact>
        <Link href={`${project.href}/reports`}>All reports</Link>
      </PageHead>
      <ReportEditor
        key={report.id}
        loaded={report}
        ingestionHref={ingestionId === null ? null : `${project.href}/i/${ingestionId}`}
      />
    </>
  );
}
