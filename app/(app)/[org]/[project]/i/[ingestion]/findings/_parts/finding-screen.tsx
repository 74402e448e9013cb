"use client";

import { Services } from "#components/log/services.tsx";
import { useQuery } from "@tanstack/react-query";
import { listFindings, type Finding } from "#contracts/finding.ts";
import { getOverview } from "#contracts/ingestion.ts";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { formatDuration } from "#lib/client/time.ts";
import { ExplanationSection } from "../../_parts/explanation.tsx";
import { lineHref, useIngestion } from "../../_parts/ingestion-context.tsx";
import { EvidenceLines } from "./evidence-lines.tsx";
import { FindingAside } from "./finding-aside.tsx";
import { MatchedGroups } from "./matched-groups.tsx";

/** One failure: what it is, how sure that is, the lines that prove it and those that speak against it. */
export function FindingScreen({ findingId }: { findingId: string }) {
  const { params, href } = useIngestion();
  const { data, error, refetch } = useQuery(query(listFindings, { params }));
  const { data: overview } = useQuery(query(getOverview, { params }));
  const finding = data?.items.find(({ id }) => id === findingId);
  if (data === undefined || overview === undefined) {
    return (
      <main id="main" className="flex-1">
        {error === null ? (
          <FindingSkeleton />
        ) : (
          <Failed error={error} what="This finding" onRetry={() => void refetch()} className="px-3 md:px-6" />
        )}
      </main>
    );
  }
  if (finding === undefined) {
    return (
      <main id="main" className="flex-1 px-3 md:px-6">
        <Empty title="This finding is not here" action={<Link href={`${href}/findings`}>All findings</Link>}>
          <p>It was found by another run of the analysis, or the address is wrong.</p>
        </Empty>
      </main>
    );
  }
  return (
    <main id="main" className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start xl:grid-cols-[minmax(0,1fr)_340px]">
      <div>
        <Head finding={finding} />
        <EvidenceLines finding={finding} />
        {finding.counterEvidence.length === 0 ? null : <CounterEvidence finding={finding} />}
        <ExplanationSection key={finding.id} subject="finding" about={finding.id} />
        <MatchedGroups finding={finding} axis={overview.histogram.axis} />
      </div>
      <FindingAside finding={finding} axis={overview.histogram.axis} all={data.items} />
    </main>
  );
}

function Head({ finding }: { finding: Finding }) {
  const { firstMs, lastMs } = finding;
  const lasted = firstMs === null || lastMs === null ? 0 : lastMs - firstMs;
  return (
    <Section>
      <h2 className="text-16 leading-(--leading-tight) [overflow-wrap:anywhere]">
        <Prose text={finding.title} />
      </h2>
      <div className="mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-fg-2 [&_b]:font-medium [&_b]:text-fg">
        <SeverityMark severity={finding.severity} />
        <Services names={finding.services} />
        <span>
          <b>{formatCount(finding.count)}</b> {finding.count === 1 ? "event" : "events"}
        </span>
        {firstMs === null ? null : (
          <span>
            from <Time at={firstMs} style="clock" className="font-mono font-medium text-fg" />
            {lasted > 0 ? ` for ${formatDuration(lasted)}` : ""}
          </span>
        )}
        <span>
          confidence <b>{finding.confidence.toFixed(2)}</b>
        </span>
      </div>
      <p className="mt-2 max-w-(--w-read) text-14 leading-[22px]">
        <Prose text={finding.why} />
      </p>
    </Section>
  );
}

function CounterEvidence({ finding }: { finding: Finding }) {
  const { href } = useIngestion();
  return (
    <Section title="Counter-evidence" note="lines that speak against it, or limit it">
      <ul>
        {finding.counterEvidence.map(({ seq, note }) => (
          <li key={seq} className="flex gap-2 py-1">
            <EvidenceChip from={seq} href={lineHref(href, seq)} className="flex-none self-start" />
            <span>
              <Prose text={note} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FindingSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the finding" className="grid gap-3 px-3 py-5 md:px-6">
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="w-96" />
      <Skeleton className="mt-8 h-32 w-4/5" />
      <Skeleton className="mt-8 h-48 w-4/5" />
    </div>
  );
}
