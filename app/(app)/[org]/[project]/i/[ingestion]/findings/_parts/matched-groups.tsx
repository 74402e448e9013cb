"use client";

import { useQuery } from "@tanstack/react-query";
import { type Finding } from "#contracts/finding.ts";
import { listGroups } from "#contracts/group.ts";
import { type Overview } from "#contracts/ingestion.ts";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { GroupsTable } from "../../_parts/groups-table.tsx";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

/** The groups whose lines matched the rule. */
export function MatchedGroups({ finding, axis }: { finding: Finding; axis: Overview["histogram"]["axis"] }) {
  const { params } = useIngestion();
  const wanted = new Set(finding.groups);
  const { data } = useQuery({
    ...query(listGroups, { params, query: { sort: "level", limit: 500 } }),
    enabled: wanted.size > 0,
  });
  if (wanted.size === 0) return null;
  const groups = data?.items.filter(
    (group) => wanted.has(group.fingerprint) || group.findings.some(({ id }) => id === finding.id),
  );
  return (
    <Section title="Matched groups" note={groups === undefined ? undefined : plural(groups.length, "group")}>
      {groups === undefined ? <Skeleton className="my-3 w-4/5" /> : <GroupsTable groups={groups} axis={axis} />}
    </Section>
  );
}
