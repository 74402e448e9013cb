"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { listReports } from "#contracts/report.ts";
import { useProject } from "#components/shell/session.tsx";
import { Badge, Status } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Note } from "#components/ui/note.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { pages } from "#lib/client/query.ts";

/** Postmortems of the project; they outlive the ingestions they were written from. */
export function Reports() {
  const { id: projectId, href } = useProject();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    pages(listReports, { params: { projectId }, query: { limit: 100 } }),
  );
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <Section title="Reports" note="postmortems, latest first">
      {error === null ? null : <Note tone="error">{error.message}</Note>}
      {items === undefined ? (
        error === null ? (
          <Skeleton className="my-4 w-1/2" />
        ) : null
      ) : items.length === 0 ? (
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
      ) : (
        <Table two>
          <thead>
            <tr>
              <th scope="col">Title</th>
              <th scope="col">State</th>
              <th scope="col">Ingestion</th>
              <th scope="col">Changed</th>
            </tr>
          </thead>
          <tbody>
            {items.map((report) => (
              <tr key={report.id}>
                <td className="first w-full">
                  <Link href={`${href}/reports/${report.id}`} className="font-medium text-fg">
                    {report.title}
                  </Link>
                </td>
                <td>
                  {report.status === "published" ? <Status value="done">Published</Status> : <Badge>draft</Badge>}
                </td>
                <td className="whitespace-nowrap text-fg-2">
                  {report.ingestionId === null ? (
                    `${report.ingestionName}, deleted`
                  ) : (
                    <Link href={`${href}/i/${report.ingestionId}`}>{report.ingestionName}</Link>
                  )}
                </td>
                <td className="whitespace-nowrap text-fg-2">
                  <Time at={report.updatedAt} /> by {report.updatedBy}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {hasNextPage ? (
        <Button variant="ghost" className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Older reports"}
        </Button>
      ) : null}
    </Section>
  );
}
