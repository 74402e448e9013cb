"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { LEVELS } from "#engine";
import { listFacets } from "#contracts/event.ts";
import { listGroups, Recurrence, type Group } from "#contracts/group.ts";
import { getOverview } from "#contracts/ingestion.ts";
import { MergeBar, useSelection } from "#components/grouping/merge-bar.tsx";
import { RuleProgress } from "#components/grouping/rule-progress.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { Link } from "#components/ui/link.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/client/number.ts";
import { pages, query } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { GroupsTable, type GroupSort } from "../../_parts/groups-table.tsx";
import { useIngestion, useLive } from "../../_parts/ingestion-context.tsx";
import { useGroupList } from "./use-group-list.ts";

/** Every kind of line in the ingestion, by how often, how loud or when. */
export function GroupsScreen() {
  const { params, running } = useIngestion();
  const { state, set, listed, search, filtered } = useGroupList();
  const { data: overview } = useQuery({ ...query(getOverview, { params }), ...useLive() });
  const groups = useInfiniteQuery({
    ...pages(listGroups, { params, query: listed }),
    placeholderData: keepPreviousData,
    refetchInterval: running ? 5000 : false,
  });
  const selection = useSelection<Group>();
  const total = groups.data?.pages[0]?.total ?? 0;
  const items = groups.data?.pages.flatMap((page) => page.items) ?? [];
  const onSort = (sort: GroupSort) =>
    void set({ sort, direction: state.sort === sort && state.direction === "desc" ? "asc" : "desc" });
  return (
    <main id="main" className="flex-1">
      <Filters total={total} shown={items.length} />
      <RuleProgress projectId={params.projectId} className="px-3 md:px-6" />
      <MergeBar projectId={params.projectId} selection={selection} />
      {groups.error !== null && items.length === 0 ? (
        <Failed error={groups.error} what="The groups" onRetry={() => void groups.refetch()} className="px-3 md:px-6" />
      ) : groups.isPending || overview === undefined ? (
        <TableSkeleton />
      ) : items.length === 0 ? (
        <Empty
          className="px-3 md:px-6"
          title={filtered ? "No group matches" : "There are no groups yet"}
          action={
            filtered ? (
              <Button onClick={() => void set({ text: null, level: null, service: null, recurrence: null })}>
                Remove the filters
              </Button>
            ) : undefined
          }
        >
          <p>
            {filtered
              ? "The text is looked for in the templates, where variables stand as <*>; to search the lines themselves, use Events."
              : "Groups appear as soon as the first lines are read."}
          </p>
        </Empty>
      ) : (
        <>
          <GroupsTable
            full
            groups={items}
            axis={overview.histogram.axis}
            search={search}
            sorting={{ ...state, onSort }}
            selection={selection}
          />
          {groups.hasNextPage ? (
            <More loading={groups.isFetchingNextPage} onMore={() => void groups.fetchNextPage()} />
          ) : null}
        </>
      )}
    </main>
  );
}

function Filters({ total, shown }: { total: number; shown: number }) {
  const { params, projectHref } = useIngestion();
  const { state, set } = useGroupList();
  const { data: facets } = useQuery(query(listFacets, { params, query: {} }));
  const services = facets?.items.find(({ facet }) => facet === "service")?.values ?? [];
  const [typed, setTyped] = useState(state.text);
  const input = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: "/", label: "Search templates", group: "Groups", run: () => input.current?.focus() }]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed !== state.text) void set({ text: typed === "" ? null : typed }, { history: "replace" });
    }, 250);
    return () => clearTimeout(timer);
  }, [typed, state.text, set]);
  return (
    <div role="search" className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 md:px-6">
      <div className="relative min-w-[200px] flex-1 md:max-w-[420px]">
        <Search aria-hidden className="absolute top-1/2 left-2 -translate-y-1/2 text-fg-3" />
        <Input
          ref={input}
          type="search"
          aria-label="Search templates"
          placeholder="Text in the template"
          className="pl-7"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Choice
        label="Level"
        all="All levels"
        value={state.level}
        options={[...LEVELS.toReversed(), "unknown"]}
        onChange={(level) =>
          void set({
            level: level === null ? null : (([...LEVELS, "unknown"] as const).find((l) => l === level) ?? null),
          })
        }
      />
      <Choice
        label="Service"
        all="All services"
        value={state.service}
        options={services.map(({ value }) => value)}
        onChange={(service) => void set({ service })}
      />
      <Choice
        label="Recurrence"
        all="New and seen before"
        value={state.recurrence}
        options={Recurrence.options}
        onChange={(value) => void set({ recurrence: Recurrence.options.find((option) => option === value) ?? null })}
      />
      <span className="ml-auto text-12 text-fg-2 tabular-nums" aria-live="polite">
        {shown < total ? `${formatCount(shown)} of ` : ""}
        {formatCount(total)} {total === 1 ? "group" : "groups"}
      </span>
      <Link href={`${projectHref}/groups/rules`} className="text-12">
        Rules
      </Link>
    </div>
  );
}

function Choice({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string;
  all: string;
  value: string | null;
  options: readonly string[];
  onChange: (value: string | null) => void;
}) {
  return (
    <Select
      aria-label={label}
      className="max-w-[180px]"
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </Select>
  );
}

/** Loads the next page when it comes into view; a button for those who do not scroll. */
function More({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: "600px",
    });
    if (mark.current !== null) observer.observe(mark.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={mark} className="px-3 py-3 md:px-6">
      <Button variant="ghost" disabled={loading} onClick={onMore}>
        {loading ? "Loading…" : "Show more"}
      </Button>
    </div>
  );
}

function TableSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the groups" className="px-3 md:px-6">
      {Array.from({ length: 14 }, (_, row) => (
        <div key={row} className="flex h-8 items-center gap-6 border-b border-line">
          <Skeleton className="w-12" />
          <Skeleton className="flex-1" />
          <Skeleton className="w-20" />
          <Skeleton className="w-16" />
        </div>
      ))}
    </div>
  );
}
