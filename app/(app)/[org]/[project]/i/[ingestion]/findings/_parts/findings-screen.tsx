"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { SEVERITIES } from "#engine";
import { listFindings, type Finding } from "#contracts/finding.ts";
import { getOverview } from "#contracts/ingestion.ts";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount, plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { FindingsTable } from "../../_parts/findings-table.tsx";
import { useIngestion, useLive } from "../../_parts/ingestion-context.tsx";
import { HiddenFindings } from "./hidden-findings.tsx";

const STATES = ["open", "acknowledged", "dismissed", "all"] as const;

/** Every failure that a rule found, by severity. */
export function FindingsScreen() {
  const { params } = useIngestion();
  const live = useLive();
  const { data: findings, error, refetch } = useQuery({ ...query(listFindings, { params }), ...live });
  const { data: overview } = useQuery({ ...query(getOverview, { params }), ...live });
  const [state, setState] = useQueryState("state", parseAsStringLiteral(STATES).withDefault("all"));
  if (findings === undefined || overview === undefined) {
    return (
      <main id="main" className="flex-1">
        {error === null ? (
          <FindingsSkeleton />
        ) : (
          <Failed error={error} what="The findings" onRetry={() => void refetch()} className="px-3 md:px-6" />
        )}
      </main>
    );
  }
  const items = findings.items.filter(({ suppression }) => suppression === null);
  const hidden = findings.items.filter(({ suppression }) => suppression !== null);
  const shown = items.filter((finding) => state === "all" || finding.state === state);
  const { coverage } = overview;
  return (
    <main id="main" className="flex-1">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-3 py-2 md:px-6">
        <Segmented
          label="State"
          value={state}
          onChange={(value) => void setState(value === "all" ? null : value)}
          options={["all" as const, ...STATES.slice(0, 3)].map((value) => ({
            value,
            label: value === "all" ? "All" : `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
            count: value === "all" ? items.length : items.filter((finding) => finding.state === value).length,
          }))}
        />
        <p className="text-12 text-fg-3">
          {coverage.unexplainedGroups > 0
            ? `${plural(coverage.unexplainedGroups, "group")} of errors without a finding`
            : "Every group of errors has a finding"}
          ; {plural(coverage.eventsNotLookedAt, "event")} hold no word of any rule
        </p>
      </div>
      {shown.length === 0 ? (
        <NoFindings any={items.length > 0} hidden={hidden.length} />
      ) : (
        SEVERITIES.map((severity) => (
          <BySeverity
            key={severity}
            severity={severity}
            findings={shown.filter((finding) => finding.severity === severity)}
            axis={overview.histogram.axis}
          />
        ))
      )}
      <HiddenFindings findings={hidden} />
    </main>
  );
}

function BySeverity({
  severity,
  findings,
  axis,
}: {
  severity: Finding["severity"];
  findings: Finding[];
  axis: Parameters<typeof FindingsTable>[0]["axis"];
}) {
  if (findings.length === 0) return null;
  return (
    <Section
      title={`${severity.charAt(0).toUpperCase()}${severity.slice(1)}`}
      note={`${plural(findings.length, "finding")}, ${formatCount(findings.reduce((sum, { count }) => sum + count, 0))} events`}
    >
      <FindingsTable findings={findings} axis={axis} />
    </Section>
  );
}

function NoFindings({ any, hidden }: { any: boolean; hidden: number }) {
  const { href, running, ingestion } = useIngestion();
  if (any) {
    return (
      <Empty className="px-3 md:px-6" title="No finding in this state">
        <p>Choose another state above.</p>
      </Empty>
    );
  }
  if (!running && ingestion.status !== "done") {
    return (
      <Empty className="px-3 md:px-6" title="No rule has looked at these lines">
        <p>The analysis ended before this step. Run it again from the top of the page.</p>
      </Empty>
    );
  }
  return (
    <Empty
      className="px-3 md:px-6"
      title={running ? "No finding yet" : hidden > 0 ? "Nothing but what is suppressed" : "No rule found a failure"}
      action={running ? undefined : <Link href={`${href}/groups?sort=level`}>See the loudest groups</Link>}
    >
      <p>
        {running
          ? "Rules look at the groups once all lines are read, and then at single severe events."
          : "Pass 1 looked at every group, pass 2 at each single severe event. What no rule knows can still be seen in the loudest groups."}
      </p>
    </Empty>
  );
}

function FindingsSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the findings" className="px-3 py-4 md:px-6">
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} className="flex h-8 items-center gap-6 border-b border-line">
          <Skeleton className="w-16" />
          <Skeleton className="flex-1" />
          <Skeleton className="w-24" />
        </div>
      ))}
    </div>
  );
}
