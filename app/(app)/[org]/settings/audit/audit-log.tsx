"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { listAudit } from "#contracts/organization.ts";
import { useOrganization } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { pages } from "#lib/client/query.ts";

/** Who did what, newest first; for admins. */
export function AuditLog() {
  const { role } = useOrganization();
  return role === "admin" ? (
    <Entries />
  ) : (
    <Section title="Audit log">
      <p className="text-fg-2">Only admins read the audit log.</p>
    </Section>
  );
}

function Entries() {
  const { id: organizationId } = useOrganization();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    pages(listAudit, { params: { organizationId } }),
  );
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <Section title="Audit log" note="who did what, newest first">
      {error === null ? null : <Note tone="error">{error.message}</Note>}
      {items === undefined ? (
        error === null ? (
          <Skeleton className="my-4 w-1/2" />
        ) : null
      ) : (
        <Table two>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Subject</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.id}>
                <td className="text-fg-2">
                  <Time at={entry.at} style="full" />
                </td>
                <td className="whitespace-nowrap">{entry.actor}</td>
                <td className="first font-medium whitespace-nowrap">{inWords(entry.action)}</td>
                <td className="max-w-[280px] truncate">{entry.subject}</td>
                <td className="fill text-fg-3">
                  {Object.entries(entry.detail)
                    .map(([key, value]) => `${inWords(key)} ${value}`)
                    .join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {hasNextPage ? (
        <Button variant="ghost" className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Older entries"}
        </Button>
      ) : null}
    </Section>
  );
}

/** `member.promoted` → `member promoted`, `invitedBy` → `invited by` */
function inWords(action: string): string {
  return action.replaceAll(/[._]/g, " ").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
