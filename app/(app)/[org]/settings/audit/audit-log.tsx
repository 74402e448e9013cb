"use client";

import { ListTable, type Column } from "#components/ui/list-table.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { listAudit, type AuditEntry } from "#contracts/organization.ts";
import { useOrganization } from "#components/shell/session.tsx";
import { Section } from "#components/ui/section.tsx";
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
  const entries = useInfiniteQuery(pages(listAudit, { params: { organizationId } }));
  return (
    <Section title="Audit log" note="who did what, newest first">
      <ListTable
        what="The audit log"
        query={entries}
        rows={entries.data?.pages.flatMap((page) => page.items)}
        columns={COLUMNS}
        more="Older entries"
      />
    </Section>
  );
}

const COLUMNS: Column<AuditEntry>[] = [
  { head: "When", className: "text-fg-2", cell: ({ at }) => <Time at={at} style="full" /> },
  { head: "Who", className: "whitespace-nowrap", cell: ({ actor }) => actor },
  { head: "What", kind: "first", className: "font-medium whitespace-nowrap", cell: ({ action }) => inWords(action) },
  { head: "Subject", className: "max-w-[280px]", cell: ({ subject }) => <Cut text={subject} /> },
  {
    head: "Detail",
    kind: "fill",
    className: "text-fg-3",
    cell: ({ detail }) => <Cut text={detailInWords(detail)} />,
  },
];

/** Text that may be cut at its cell's edge, whole in the tooltip. */
function Cut({ text }: { text: string }) {
  return (
    <span title={text} className="md:block md:truncate">
      {text}
    </span>
  );
}

/** `role member`; what is an object in the log is told by its own fields. */
function detailInWords(detail: object): string {
  return Object.entries(detail)
    .map(([key, value]: [string, unknown]) => {
      const fields = fieldsOf(value);
      return fields === null ? `${inWords(key)} ${String(value)}` : detailInWords(fields);
    })
    .join(", ");
}

function fieldsOf(value: unknown): object | null {
  if (typeof value !== "string" || !value.startsWith("{")) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" ? parsed : null;
  } catch {
    return null;
  }
}

/** `member.promoted` → `member promoted`, `invitedBy` → `invited by` */
function inWords(action: string): string {
  return action.replaceAll(/[._]/g, " ").replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
