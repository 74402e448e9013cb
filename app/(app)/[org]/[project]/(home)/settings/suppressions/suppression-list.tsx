"use client";

import { ListTable, type Column } from "#components/ui/list-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { listFindings } from "#contracts/finding.ts";
import { getOverview } from "#contracts/ingestion.ts";
import { listSuppressions, removeSuppression, updateSuppression, type Suppression } from "#contracts/suppression.ts";
import { useDeferredRemoval } from "#components/settings/use-deferred-removal.ts";
import { useProject } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "#components/ui/menu.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { plural } from "#lib/client/number.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** Findings that the project does not want to be told of: which, why, by whom, for how long, and what that hides. */
export function SuppressionList() {
  const { id: projectId, href } = useProject();
  const params = { projectId };
  const client = useQueryClient();
  const suppressions = useQuery(query(listSuppressions, { params }));
  const { isLeaving, remove } = useDeferredRemoval<Suppression>({
    said: ({ rule }) => `The suppression of ${rule} is being removed; what it hid is counted again`,
    remove: ({ id }) => call(removeSuppression, { params: { ...params, suppressionId: id } }),
    after: () =>
      Promise.all(
        [listSuppressions, listFindings, getOverview].map((endpoint) =>
          client.invalidateQueries({ queryKey: keyOf(endpoint) }),
        ),
      ),
  });
  const items = suppressions.data?.items.filter(({ id }) => !isLeaving(id));
  return (
    <Section
      title="Suppressions"
      note="hidden findings are not counted and not told; they stay in the list of findings"
    >
      <ListTable
        what="The suppressions"
        query={suppressions}
        rows={items}
        columns={columnsOf(remove)}
        rowClassName={({ expired }) => (expired ? "text-fg-3" : undefined)}
        empty={
          <Empty title="Nothing is suppressed" action={<Link href={href}>Choose an ingestion</Link>}>
            <p>
              Open a finding that is known and harmless, and dismiss it for the whole project, with a reason and an end.
            </p>
          </Empty>
        }
      />
    </Section>
  );
}

function columnsOf(onRemove: (suppression: Suppression) => void): Column<Suppression>[] {
  return [
    { head: "What", kind: "first", className: "md:min-w-[260px]", cell: (one) => <What suppression={one} /> },
    {
      head: "Why",
      kind: "fill",
      className: "[overflow-wrap:anywhere] whitespace-normal",
      cell: ({ reason }) => reason,
    },
    {
      head: "Owner",
      className: "md:whitespace-nowrap text-fg-2",
      cell: ({ owner }) => owner ?? "nobody: no member any more",
    },
    { head: "Hides", className: "whitespace-nowrap text-fg-2", cell: (one) => <Hides suppression={one} /> },
    {
      head: "Until",
      className: "whitespace-nowrap text-fg-2",
      cell: ({ expired, expiresAt }) =>
        expired ? <Badge>expired</Badge> : expiresAt === null ? "no end" : <Time at={expiresAt} style="day" />,
    },
    {
      head: "Action",
      quiet: true,
      kind: "num",
      className: "whitespace-nowrap",
      cell: (one) => (
        <>
          <Extend suppression={one} />
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Remove the suppression of ${one.rule}`}
            onClick={() => onRemove(one)}
          >
            Remove
          </Button>
        </>
      ),
    },
  ];
}

function What({ suppression: { rule, service, group, title } }: { suppression: Suppression }) {
  return (
    <>
      <span className="font-mono text-12">{rule}</span>
      {service === null ? null : (
        <>
          {" "}
          in <span className="font-mono text-12">{service}</span>
        </>
      )}
      <p className="max-w-[52ch] truncate text-12 text-fg-3" title={group ?? undefined}>
        {group === null ? <Prose text={title} /> : <>on {group}</>}
      </p>
    </>
  );
}

function Hides({ suppression: { hid } }: { suppression: Suppression }) {
  if (hid.ingestions === 0) return <>nothing now</>;
  return (
    <>
      {plural(hid.events, "event")} in {plural(hid.ingestions, "ingestion")}, last{" "}
      <Time at={hid.lastAt} style="relative" />
    </>
  );
}

const SPANS = [
  { days: 7, label: "7 days from now" },
  { days: 30, label: "30 days from now" },
  { days: 90, label: "90 days from now" },
  { days: null, label: "without end" },
] as const;

function Extend({ suppression: { id, rule } }: { suppression: Suppression }) {
  const { id: projectId } = useProject();
  const client = useQueryClient();
  const extend = useMutation({
    mutationFn: (days: number | null) =>
      call(updateSuppression, { params: { projectId, suppressionId: id }, body: { days } }),
    onSuccess: async () => {
      notify(`The suppression of ${rule} is extended`);
      await client.invalidateQueries({ queryKey: keyOf(listSuppressions) });
    },
    onError: notifyError,
  });
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={`Extend the suppression of ${rule}`}>
          Extend
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>Until</MenuLabel>
        {SPANS.map(({ days, label }) => (
          <MenuItem key={label} onSelect={() => extend.mutate(days)}>
            {label}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
