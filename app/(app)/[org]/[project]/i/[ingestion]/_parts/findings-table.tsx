"use client";

import type { Finding } from "#contracts/finding.ts";
import type { Overview } from "#contracts/ingestion.ts";
import { RecurrenceBadge } from "#components/ui/badge.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Services } from "#components/log/services.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { dense, Sparkline } from "#components/ui/sparkline.tsx";
import { Table } from "#components/ui/table.tsx";
import { cn } from "#components/ui/cn.ts";
import { formatCount } from "#lib/client/number.ts";
import { formatTime } from "#lib/client/time.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { lineHref, useIngestion } from "./ingestion-context.tsx";

/** Findings as rows, worst first. */
export function FindingsTable({
  findings,
  axis,
}: {
  findings: readonly Finding[];
  axis: Overview["histogram"]["axis"];
}) {
  const { href } = useIngestion();
  const [zone] = useZone();
  const endMs = axis.startMs + axis.bins * axis.binMs;
  const short = (ms: number) => formatTime(ms, zone, endMs - axis.startMs > 86_400_000 ? "day" : "minute");
  return (
    <Table two keys>
      <thead>
        <tr>
          <th scope="col" aria-sort="descending">
            Severity
          </th>
          <th scope="col">Finding</th>
          <th scope="col">Service</th>
          <th scope="col">Evidence</th>
          <th scope="col" className="num">
            Events
          </th>
          <th scope="col" className="num">
            Conf.
          </th>
          <th scope="col" className="wide-only">
            {axis.bins === 0 ? "" : `${short(axis.startMs)} – ${short(endMs)}`}
          </th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <tr key={finding.id} className={cn(finding.state === "dismissed" && "opacity-70")}>
            <td className="first">
              <SeverityMark severity={finding.severity} className="w-[72px]" />
            </td>
            <td className="fill">
              <Link
                href={findingHref(href, finding.id)}
                className={cn("text-fg hover:text-accent", finding.state === "dismissed" && "line-through")}
              >
                <Prose text={finding.title} />
              </Link>
              {finding.state === "open" ? null : (
                <span className="ml-2">
                  <RecurrenceBadge value={finding.state} title={finding.stateReason ?? undefined} />
                </span>
              )}
            </td>
            <td>
              <Services names={finding.services} className="md:min-w-[120px]" />
            </td>
            <td className="whitespace-nowrap md:min-w-[150px]">
              {finding.evidence.slice(0, 2).map((seq) => (
                <EvidenceChip key={seq} from={seq} href={lineHref(href, seq)} />
              ))}
            </td>
            <td className="num" data-unit={finding.count === 1 ? "event" : "events"}>
              {formatCount(finding.count)}
            </td>
            <td className="num text-fg-2" data-unit="conf.">
              {finding.confidence.toFixed(2)}
            </td>
            <td className="wide-only">
              <Sparkline
                values={dense(finding.bins, axis.bins, 32)}
                {...(finding.severity === "critical" || finding.severity === "high"
                  ? { errors: dense(finding.bins, axis.bins, 32) }
                  : {})}
                label={`${formatCount(finding.count)} events over the time span`}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A finding's id holds the key that separates it from others of its rule, so it may hold anything. */
export function findingHref(href: string, id: string): string {
  return `${href}/findings/${encodeURIComponent(id)}`;
}
