"use client";

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
import { Note } from "#components/ui/note.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
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

/** Every group of the project that is a warning or worse, over all ingestions. */
export function ProjectGroups() {
  const { id: projectId, href } = useProject();
  const [shown, setShown] = useQueryState("show", parseAsStringLiteral(SHOWN).withDefault("all"));
  const recurrence = Recurrence.options.find((name) => name === shown);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    pages(listProjectGroups, { params: { projectId }, query: { limit: 100, ...(recurrence && { recurrence }) } }),
  );
  const items = data?.pages.flatMap((page) => page.items);
  const selection = useSelection<ProjectGroup>();
  return (
    <>
      <RuleProgress projectId={projectId} className="px-3 md:px-6" />
      <MergeBar projectId={projectId} selection={selection} />
      <Section
        title="Groups"
        note={
          data?.pages[0] === undefined
            ? undefined
            : `${formatCount(data.pages[0].total)}, warnings or worse, latest first`
        }
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
        {error === null ? null : <Note tone="error">{error.message}</Note>}
        {items === undefined ? (
          error === null ? (
            <Skeleton className="my-4 w-1/2" />
          ) : null
        ) : items.length === 0 ? (
          <Empty title={shown === "all" ? "No group yet" : `No group is ${LABELS[shown].toLowerCase()}`}>
            Groups gather here once an ingestion has lines that are warnings or worse.
          </Empty>
        ) : (
          <Table two>
            <thead>
              <tr>
                <th scope="col" className="w-8">
                  <span className="sr-only">Select</span>
                </th>
                <th scope="col">Level</th>
                <th scope="col">Group</th>
                <th scope="col">State</th>
                <th scope="col">Service</th>
                <th scope="col" className="num">
                  Events
                </th>
                <th scope="col" className="num">
                  Ingestions
                </th>
                <th scope="col">Last seen</th>
                <th scope="col">
                  <span className="sr-only">Decide</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((group) => (
                <GroupRow key={group.id} group={group} selection={selection} />
              ))}
            </tbody>
          </Table>
        )}
        {hasNextPage ? (
          <Button variant="ghost" className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? "Loading…" : "More groups"}
          </Button>
        ) : null}
      </Section>
    </>
  );
}

function GroupRow({ group, selection }: { group: ProjectGroup; selection: Selection<ProjectGroup> }) {
  const { id: projectId, href } = useProject();
  const decide = useDecision(projectId, group);
  const services = Object.keys(group.services);
  return (
    <tr>
      <td className="wide-only">
        <SelectBox item={group} selection={selection} />
      </td>
      <td className="first">
        <Level level={group.level} />
      </td>
      <td className="fill font-mono text-log">
        <Link
          href={`${href}/i/${group.lastIngestionId}/groups/${group.id}`}
          className="text-fg hover:text-accent hover:no-underline"
        >
          <Template template={group.template} />
        </Link>
      </td>
      <td>
        <RecurrenceBadge value={group.state === "open" ? group.recurrence : group.state} />
      </td>
      <td className="font-mono text-12 whitespace-nowrap text-fg-2">
        {services.slice(0, 1).join("")}
        {services.length > 1 ? ` +${services.length - 1}` : ""}
      </td>
      <td className="num" data-unit="events">
        {formatCount(group.count)}
      </td>
      <td className="num" data-unit={group.ingestions === 1 ? "ingestion" : "ingestions"}>
        {formatCount(group.ingestions)}
      </td>
      <td className="text-fg-2">
        <Time at={group.lastAt} />
      </td>
      <td className="whitespace-nowrap">
        {group.state === "open" ? (
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
        )}
      </td>
    </tr>
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
