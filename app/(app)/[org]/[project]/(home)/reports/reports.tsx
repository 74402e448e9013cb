"use client";

import { ListTable, type Column } from "#components/ui/list-table.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Answer } from "#contracts/endpoint.ts";
import { listReports } from "#contracts/report.ts";
import { useProject } from "#components/shell/session.tsx";
import { Badge, Status } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { pages } from "#lib/client/query.ts";

type ReportRow = Answer<typeof listReports>["items"][number];

/** Postmortems of the project; they outlive the ingestions they were written from. */
export function Reports() {
  const { id: projectId, href } = useProject();
  const reports = useInfiniteQuery(pages(listReports, { params: { projectId }, query: { limit: 100 } }));
  const columns: Column<ReportRow>[] = [
    {
      head: "Title",
      kind: "first",
      className: "w-full",
      cell: (report) => (
        <Link href={`${href}/reports/${report.id}`} className="font-medium text-fg">
          {report.title}
        </Link>
      ),
    },
    {
      head: "State",
      cell: ({ status }) => (status === "published" ? <Status value="done">Published</Status> : <Badge>draft</Badge>),
    },
    {
      head: "Ingestion",
      className: "md:whitespace-nowrap text-fg-2",
      cell: ({ ingestionId, ingestionName }) =>
        ingestionId === null ? (
          `${ingestionName}, deleted`
        ) : (
          <Link href={`${href}/i/${ingestionId}`}>{ingestionName}</Link>
        ),
    },
    {
      head: "Changed",
      className: "whitespace-nowrap text-fg-2",
      cell: ({ updatedAt, updatedBy }) => (
        <>
          <Time at={updatedAt} /> by {updatedBy}
        </>
      ),
    },
  ];
  return (
    <Section title="Reports" note="postmortems, latest first">
      <ListTable
        what="The reports"
        query={reports}
        rows={reports.data?.pages.flatMap((page) => page.items)}
        columns={columns}
        more="Older reports"
        empty={
          <Empty
            title="No report yet"
            action={
              <Button asChild>
                <Link href={href}>Choose an ingestion</Link>
              </Button>
            }
          >
            Open an ingestion and its Report tab: a draft with evidence is written there, ready to edit.
          </Empty>
        }
      />
    </Section>
  );
}
