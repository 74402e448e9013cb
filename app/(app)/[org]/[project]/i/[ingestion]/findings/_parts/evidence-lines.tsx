"use client";

import { useQueries } from "@tanstack/react-query";
import { getEvent } from "#contracts/event.ts";
import type { Finding } from "#contracts/finding.ts";
import { EventTime } from "#components/log/event-time.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { lineHref, useIngestion } from "../../_parts/ingestion-context.tsx";

const SHOWN_CHARS = 600;

/** The lines that the finding stands on, quoted. */
export function EvidenceLines({ finding }: { finding: Finding }) {
  const { params, href } = useIngestion();
  const [zone] = useZone();
  const events = useQueries({
    queries: finding.evidence.map((seq) => query(getEvent, { params: { ...params, seq } })),
  });
  const matched = finding.groups.length;
  return (
    <Section
      title="Evidence"
      note={`${finding.evidence.length} of ${formatCount(finding.count)} events: the first, one of each service, the last`}
      end={
        matched === 0 ? undefined : (
          <Link
            href={`${href}/events?q=${encodeURIComponent(`seq:${finding.firstSeq}..${finding.lastSeq} level:warn,error,fatal`)}`}
          >
            Events from first to last
          </Link>
        )
      }
    >
      <ol>
        {finding.evidence.map((seq, index) => {
          const { data: event, error } = events[index] ?? {};
          return (
            <li
              key={seq}
              className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 border-b border-line py-1.5 last:border-b-0"
            >
              <span className="min-w-[64px]">
                <EvidenceChip from={seq} href={lineHref(href, seq)} />
              </span>
              <div className="min-w-0">
                {event === undefined ? (
                  error ? (
                    <span className="text-fg-3">{error.message}</span>
                  ) : (
                    <Skeleton className="my-1 w-2/3" />
                  )
                ) : (
                  <>
                    <p className="flex flex-wrap gap-x-2.5 font-mono text-12 text-fg-2">
                      <EventTime timeMs={event.timeMs} timestamp={event.timestamp} zone={zone} />
                      <Level level={event.level} inferred={event.levelInferred} />
                      <span>{event.service}</span>
                      <span className="truncate text-fg-3">
                        {event.source}:{formatCount(event.line)}
                      </span>
                    </p>
                    <p className="line-clamp-4 font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere] whitespace-pre-wrap">
                      {event.message.slice(0, SHOWN_CHARS)}
                      {event.message.length > SHOWN_CHARS ? "…" : ""}
                    </p>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
