"use client";

import type { ReactNode } from "react";
import type { Group } from "#contracts/group.ts";
import type { Overview } from "#contracts/ingestion.ts";
import { Services } from "#components/log/services.tsx";
import { SelectBox, type Selection } from "#components/grouping/merge-bar.tsx";
import { RecurrenceBadge } from "#components/ui/badge.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link } from "#components/ui/link.tsx";
import { dense, Sparkline } from "#components/ui/sparkline.tsx";
import { SortHead, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { Template } from "#components/log/template.tsx";
import { formatCount, formatShare } from "#lib/client/number.ts";
import { useIngestion } from "./ingestion-context.tsx";

export type GroupSort = "count" | "first" | "last" | "level";

export interface Sorting {
  sort: GroupSort;
  direction: "asc" | "desc";
  onSort: (sort: GroupSort) => void;
}

interface GroupsTableProps {
  groups: readonly Group[];
  axis: Overview["histogram"]["axis"];
  /** Makes the heads sort. */
  sorting?: Sorting;
  /** With last seen and sparkline: the full list. */
  full?: boolean;
  /** Query string that the group page keeps, so that `[` and `]` follow this list. */
  search?: string;
  /** Makes rows choosable. */
  selection?: Selection<Group>;
}

/** Groups as rows: what the line says, who writes it, how often, since when. */
export function GroupsTable({ groups, axis, sorting, full = false, search = "", selection }: GroupsTableProps) {
  const { href } = useIngestion();
  const days = axis.bins * axis.binMs > 86_400_000;
  const seen = days ? "stamp" : "clock";
  return (
    <Table two keys pad={full}>
      <thead>
        <tr>
          {selection === undefined ? null : (
            <th scope="col" className="w-10">
              <span className="sr-only">Select</span>
            </th>
          )}
          <Head name="level" sorting={sorting}>
            Level
          </Head>
          <th scope="col">Template</th>
          <th scope="col">Service</th>
          <th scope="col">
            <span className="sr-only">Recurrence</span>
          </th>
          {full ? (
            <th scope="col" className="wide-only">
              Over the span
            </th>
          ) : null}
          <Head name="count" sorting={sorting} className="num">
            Events
          </Head>
          <th scope="col" className="num">
            Share
          </th>
          <Head name="first" sorting={sorting} className="num">
            First seen
          </Head>
          {full ? (
            <Head name="last" sorting={sorting} className="num">
              Last seen
            </Head>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.id}>
            {selection === undefined ? null : (
              <td className="first">
                <SelectBox item={group} selection={selection} />
              </td>
            )}
            <td className="first">
              <Level level={group.level} />
            </td>
            <td
              className="fill font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere]"
              title={group.template}
            >
              <Link href={`${href}/groups/${group.id}${search}`} className="text-fg hover:text-fg">
                <Template template={group.template} />
              </Link>
            </td>
            <td className="first">
              <Services names={Object.keys(group.services)} />
            </td>
            <td className="first">
              <GroupBadge group={group} />
            </td>
            {full ? (
              <td className="wide-only">
                <GroupSparkline group={group} axis={axis} />
              </td>
            ) : null}
            <td className="num" data-unit={group.count === 1 ? "event" : "events"}>
              {formatCount(group.count)}
            </td>
            <td className="num text-fg-3">{formatShare(group.share)}</td>
            <td className="num wide-only font-mono text-12 text-fg-2">
              <Time at={group.firstAt} style={seen} />
            </td>
            {full ? (
              <td className="num wide-only font-mono text-12 text-fg-2">
                <Time at={group.lastAt} style={seen} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Head({
  name,
  sorting,
  className,
  children,
}: {
  name: GroupSort;
  sorting: Sorting | undefined;
  className?: string;
  children: ReactNode;
}) {
  if (sorting === undefined) {
    return (
      <th scope="col" className={className} aria-sort={name === "count" ? "descending" : undefined}>
        {children}
      </th>
    );
  }
  return (
    <SortHead
      className={className}
      sorted={sorting.sort === name ? sorting.direction : null}
      onSort={() => sorting.onSort(name)}
    >
      {children}
    </SortHead>
  );
}

export function GroupSparkline({
  group,
  axis,
  className,
}: {
  group: Pick<Group, "bins" | "levels" | "count">;
  axis: Overview["histogram"]["axis"];
  className?: string;
}) {
  const values = dense(group.bins, axis.bins, 32);
  const red = ((group.levels.error ?? 0) + (group.levels.fatal ?? 0)) * 2 >= group.count;
  return (
    <Sparkline
      values={values}
      {...(red ? { errors: values } : {})}
      className={className}
      label={`${formatCount(group.count)} events over the time span`}
    />
  );
}

/** What is worth saying of a group: decided by a person, met before, or new among earlier ingestions. */
export function GroupBadge({ group }: { group: Pick<Group, "state" | "recurrence" | "seenBefore" | "level"> }) {
  if (group.state === "ignored") return <RecurrenceBadge value="ignored" />;
  if (group.state === "resolved") return <RecurrenceBadge value="resolved" />;
  if (group.recurrence === "regressed")
    return <RecurrenceBadge value="regressed" title="Came back after it was resolved" />;
  const quiet = group.level === "info" || group.level === "debug" || group.level === "trace";
  // That a quiet line is new, or not, is no news.
  if (quiet) return null;
  if (group.recurrence === "seen before") {
    return <RecurrenceBadge value="seen before" title={seenTitle(group.seenBefore)} />;
  }
  return <RecurrenceBadge value="new" title="Not seen in earlier ingestions of this project" />;
}

function seenTitle(seen: Group["seenBefore"]): string | undefined {
  if (seen === null) return undefined;
  return `In ${formatCount(seen.ingestions)} earlier ${seen.ingestions === 1 ? "ingestion" : "ingestions"}, last in ${seen.ingestion}`;
}
