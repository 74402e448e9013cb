"use client";

import { useQuery } from "@tanstack/react-query";
import { getOverview, type Overview } from "#contracts/ingestion.ts";
import { LevelHistogram } from "#components/charts/level-histogram.tsx";
import { LevelLegend } from "#components/charts/level-legend.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { withRange } from "#components/log/query-edit.ts";
import { chartMarksOf, entriesOf } from "../../timeline/_parts/entries.ts";
import { useIngestion, useLive } from "../ingestion-context.tsx";
import { FindingsTable } from "../findings-table.tsx";
import { GroupsTable } from "../groups-table.tsx";
import { ExplainedBy } from "./explained-by.tsx";
import { FirstDomino } from "./first-domino.tsx";
import { FourAnswers } from "./four-answers.tsx";
import { ParseQuality } from "./parse-quality.tsx";
import { SinceLastTime } from "./since-last-time.tsx";

const MOST_FINDINGS = 10;

/** What happened, is it real, did it happen before, what is the cause; and what these answers stand on. */
export function OverviewScreen() {
  const { ingestion, params, running } = useIngestion();
  const { data: overview, error, refetch } = useQuery({ ...query(getOverview, { params }), ...useLive() });
  if (overview === undefined) {
    return (
      <main id="main" className="flex-1">
        {error === null ? (
          <OverviewSkeleton />
        ) : (
          <Failed error={error} what="The overview" onRetry={() => void refetch()} className="px-3 md:px-6" />
        )}
      </main>
    );
  }
  if (ingestion.events === 0 && !running) return <NothingInIt />;
  return (
    <main
      id="main"
      className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start xl:grid-cols-[minmax(0,1fr)_var(--w-aside)]"
    >
      <div>
        <FourAnswers overview={overview} />
        <EventsByLevel overview={overview} />
        <TopFindings overview={overview} />
        <SinceLastTime />
        <TopGroups overview={overview} />
      </div>
      <aside
        aria-label="Causes and quality"
        className="border-line bg-canvas [--color-surface:var(--color-canvas)] max-xl:border-t xl:border-l"
      >
        <FirstDomino overview={overview} />
        <ParseQuality sources={overview.sources} />
        <ExplainedBy overview={overview} />
      </aside>
    </main>
  );
}

function EventsByLevel({ overview }: { overview: Overview }) {
  const { href, ingestion } = useIngestion();
  const [zone] = useZone();
  const go = useGo();
  return (
    <Section title="Events by level" end={<LevelLegend levels={ingestion.levels} href={href} />}>
      <LevelHistogram
        className="pt-2"
        histogram={overview.histogram}
        zone={zone}
        height={104}
        label="Events over time by level"
        marks={chartMarksOf(entriesOf(overview))}
        onRange={(range) => {
          if (range !== null) go(`${href}/events?q=${encodeURIComponent(withRange("", range))}`);
        }}
      />
    </Section>
  );
}

function TopFindings({ overview }: { overview: Overview }) {
  const { href, running, ingestion } = useIngestion();
  const { coverage, histogram } = overview;
  const findings = overview.findings.filter(({ suppression }) => suppression === null);
  const hidden = overview.findings.length - findings.length;
  const rules = new Set(findings.map(({ rule }) => rule)).size;
  const critical = findings.filter(({ severity }) => severity === "critical").length;
  return (
    <Section
      title="Findings"
      note={
        findings.length === 0
          ? undefined
          : `${findings.length} from ${rules} ${rules === 1 ? "rule" : "rules"}${critical > 0 ? `, ${critical} critical` : ""}`
      }
      end={
        findings.length + hidden === 0 ? undefined : (
          <Link href={`${href}/findings`}>{hidden === 0 ? "All findings" : `All findings, ${hidden} hidden`}</Link>
        )
      }
    >
      {findings.length === 0 ? (
        <p className="text-fg-2">
          {running
            ? "Findings appear once all lines are read."
            : ingestion.status !== "done"
              ? "The analysis did not reach this step."
              : `No rule found a failure in these lines. ${coverage.unexplainedGroups > 0 ? `${formatCount(coverage.unexplainedGroups)} groups of errors have no finding; the loudest stand in Groups.` : ""}`}
        </p>
      ) : (
        <FindingsTable findings={findings.slice(0, MOST_FINDINGS)} axis={histogram.axis} />
      )}
    </Section>
  );
}

function TopGroups({ overview }: { overview: Overview }) {
  const { href, ingestion } = useIngestion();
  if (overview.topGroups.length === 0) return null;
  return (
    <Section
      title="Top groups"
      note={`${overview.topGroups.length} of ${formatCount(ingestion.groups)}`}
      end={<Link href={`${href}/groups`}>All groups</Link>}
    >
      <GroupsTable groups={overview.topGroups} axis={overview.histogram.axis} />
    </Section>
  );
}

function NothingInIt() {
  const { ingestion, projectHref } = useIngestion();
  return (
    <main id="main" className="px-3 md:px-6">
      <Empty title="There is nothing in this ingestion" action={<Link href={projectHref}>Send another log</Link>}>
        <p>
          {ingestion.bytes === 0
            ? "What was sent is empty: no file, or files of zero bytes."
            : "No line was read from what was sent."}
        </p>
      </Empty>
    </main>
  );
}

function OverviewSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the overview" className="grid gap-4 px-3 py-5 md:px-6">
      {["w-3/5", "w-1/2", "w-2/5", "w-2/3"].map((width) => (
        <div key={width} className="grid grid-cols-[148px_1fr] gap-4">
          <Skeleton className="w-28" />
          <Skeleton className={width} />
        </div>
      ))}
      <Skeleton className="mt-6 h-[104px] w-full rounded-2" />
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} className="mt-2 w-full" />
      ))}
    </div>
  );
}
