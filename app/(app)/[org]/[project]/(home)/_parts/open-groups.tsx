"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listProjectGroups, Recurrence } from "#contracts/group.ts";
import { useProject } from "#components/shell/session.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { query } from "#lib/client/query.ts";
import { GroupEntry } from "./group-entry.tsx";

const SHOWN = 12;
const FILTERS = [
  { value: "all", label: "All" },
  { value: "new", label: "New" },
  { value: "seen before", label: "Recurring" },
  { value: "regressed", label: "Regressed" },
] as const;

/** Groups of the project that are warnings or worse: what is new, what comes back. */
export function OpenGroups() {
  const { id: projectId, href } = useProject();
  const [shown, setShown] = useState<(typeof FILTERS)[number]["value"]>("all");
  const recurrence = Recurrence.options.find((name) => name === shown);
  const { data } = useQuery(
    query(listProjectGroups, { params: { projectId }, query: { limit: SHOWN, ...(recurrence && { recurrence }) } }),
  );
  return (
    <aside
      aria-label="Open groups"
      className="border-t border-line bg-canvas [--color-surface:var(--color-canvas)] xl:border-t-0 xl:border-l"
    >
      <Section
        title="Open groups"
        note={data?.total}
        end={<Link href={`${href}/groups`}>All groups</Link>}
        className="xl:px-5"
      >
        <Segmented label="State" size="sm" value={shown} options={FILTERS} onChange={setShown} className="mb-2" />
        {data === undefined ? (
          <Skeleton className="my-3 w-2/3" />
        ) : data.items.length === 0 ? (
          <p className="text-fg-2">
            {shown === "all"
              ? "None yet. Groups that are warnings or worse gather here over all ingestions, with whether they were met before."
              : `No group is ${shown} here.`}
          </p>
        ) : (
          <ul>
            {data.items.map((group) => (
              <li key={group.id} className="border-t border-line py-2 first:border-t-0 first:pt-0.5">
                <GroupEntry group={group} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </aside>
  );
}
