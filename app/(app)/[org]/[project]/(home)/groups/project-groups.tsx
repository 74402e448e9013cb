"use client";

import { Services } from "#components/log/services.tsx";
import { ListTable, type Column } from "#components/ui/list-table.tsx";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { CallInput } from "#contracts/endpoint.ts";
import { listProjectGroups, Recurrence, updateGroup, type ProjectGroup } from "#contracts/group.ts";
import { MergeBar, SelectBox, useSelection, type Selection } from "#components/grouping/merge-bar.tsx";
import { RuleProgress } from "#components/grouping/rule-progress.tsx";
import { Template } from "#components/log/template.tsx";
import { useProject } from "#components/shell/session.tsx";
import { RecurrenceBadge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { formatCount } from "#lib/client/number.ts";
import { keyOf, pages } from "#lib/client/query.ts";

const SHOWN = ["all", ...Recurrence.options] as const;
const LABELS: Record<(typeof SHOWN)[number], string> = {
  all: "All",
  new: "New",
  "seen before": "Recurring",
  regressed: "Regressed",
};

const MEANS: Record<Exclude<(typeof SHOWN)[number], "all">, string> = {
  new: "Every group here was met in an earlier ingestion already.",
  "seen before": "Every group here was met in one ingestion only.",
  regressed: "A group that was resolved and comes back is shown here.",
};

/** Every group of the project that is a warning or worse, over all ingestions. */
export function ProjectGroups() {
  const { id: projectId, href } = useProject();
  const [shown, setShown] = useQueryState("show", parseAsStringLiteral(SHOWN).withDefault("all"));
  const recurrence = Recurrence.options.find((name) => name === shown);
  const groups = useInfiniteQuery(
    pages(listProjectGroups, { params: { projectId }, query: { limit: 100, ...(recurrence && { recurrence }) } }),
  );
  const total = groups.data?.pages[0]?.total;
  const selection = useSelection<ProjectGroup>();
  return (
    <>
      <RuleProgress projectId={projectId} className="px-3 md:px-6" />
      <MergeBar projectId={projectId} selection={selection} />
      <Section
        title="Groups"
        note={total === undefined ? undefined : `${formatCount(total)}, warnings or worse, latest first`}
        end={
          <span className="flex flex-wrap items-center gap-3">
            <Link href={`${href}/groups/rules`}>Rules</Link>
            <Segmented
              label="Recurrence"
              size="sm"
              value={shown}
              options={SHOWN.map((value) => ({ value, label: LABELS[value] }))}
              onChange={(value) => void setShown(value)}
            />
          </span>
        }
      >
        <ListTable
          what="The groups"
          query={groups}
          rows={groups.data?.pages.flatMap((page) => page.items)}
          columns={columnsOf(href, selection)}
          more="More groups"
          empty={
            shown === "all" ? (
              <Empty title="No group yet" action={<Link href={href}>Send a log</Link>}>
                Groups gather here once an ingestion has lines that are warnings or worse.
              </Empty>
            ) : (
              <Empty
                title={`No group is ${LABELS[shown].toLowerCase()}`}
                action={<Button onClick={() => void setShown(null)}>Show all groups</Button>}
              >
                {MEANS[shown]}
              </Empty>
            )
          }
        />
      </Section>
    </>
  );
}

function columnsOf(href: string, selection: Selection<ProjectGroup>): Column<ProjectGroup>[] {
  return [
    {
      head: "Select",
      quiet: true,
      kind: "first",
      className: "md:w-8",
      cell: (group) => <SelectBox item={group} selection={selection} />,
    },
    { head: "Level", kind: "first", cell: ({ level }) => <Level level={level} /> },
    {
      head: "Group",
      kind: "fill",
      className: "font-mono text-log",
      cell: ({ id, lastIngestionId, template }) => (
        <Link
          href={`${href}/i/${lastIngestionId}/groups/${id}`}
          title={template}
          className="text-fg hover:text-accent hover:no-underline"
        >
          <Template template={template} />
        </Link>
      ),
    },
    {
      head: "State",
      kind: "first",
      cell: ({ state, recurrence }) => <RecurrenceBadge value={state === "open" ? recurrence : state} />,
    },
    { head: "Service", kind: "first", cell: ({ services }) => <Services names={Object.keys(services)} /> },
    {
      head: "Events",
      kind: "num",
      unit: ({ count }) => (count === 1 ? "event" : "events"),
      cell: ({ count }) => formatCount(count),
    },
    {
      head: "Ingestions",
      kind: "num",
      unit: ({ ingestions }) => (ingestions === 1 ? "ingestion" : "ingestions"),
      cell: ({ ingestions }) => formatCount(ingestions),
    },
    { head: "Last seen", className: "text-fg-2", cell: ({ lastAt }) => <Time at={lastAt} /> },
    { head: "Decide", quiet: true, className: "whitespace-nowrap", cell: (group) => <Decide group={group} /> },
  ];
}

function Decide({ group }: { group: ProjectGroup }) {
  const { id: projectId } = useProject();
  const decide = useDecision(projectId, group);
  return group.state === "open" ? (
    <>
      <Button size="sm" variant="ghost" onClick={() => decide("resolved")}>
        Resolve
      </Button>
      <Button size="sm" variant="ghost" onClick={() => decide("ignored")}>
        Ignore
      </Button>
    </>
  ) : (
    <Button size="sm" variant="ghost" onClick={() => decide("open")}>
      Open again
    </Button>
  );
}

const SAID = { resolved: "Group resolved", ignored: "Group ignored", open: "Group is open again" } as const;

function useDecision(projectId: string, group: ProjectGroup) {
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (body: CallInput<typeof updateGroup>["body"]) =>
      call(updateGroup, { params: { projectId, groupId: group.id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(listProjectGroups) }),
    onError: notifyError,
  });
  const before = { ...group.decision, state: group.state };
  return (state: ProjectGroup["state"]) =>
    change.mutate({ state }, { onSuccess: () => notify(SAID[state], { undo: () => change.mutate(before) }) });
}
