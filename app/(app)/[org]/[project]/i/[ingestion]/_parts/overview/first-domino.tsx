"use client";

import type { Overview } from "#contracts/ingestion.ts";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { cn } from "#components/ui/cn.ts";
import { formatDuration } from "#lib/client/time.ts";
import { entriesOf } from "../../timeline/_parts/entries.ts";
import { lineHref, useIngestion } from "../ingestion-context.tsx";

const MOST = 8;

/** The order in which things began to fail: the first one is where to look. */
export function FirstDomino({ overview }: { overview: Overview }) {
  const { href, running, ingestion } = useIngestion();
  const onsets = entriesOf(overview).filter(({ kind }) => kind === "onset");
  const first = onsets[0];
  const { story } = overview;
  return (
    <Section
      title="First domino"
      note="order of onsets"
      end={<Link href={`${href}/timeline`}>Timeline</Link>}
      className="md:px-5"
    >
      {first === undefined ? (
        <p className="text-fg-2">
          {running ? (
            "Known once all lines are read."
          ) : ingestion.status === "done" ? (
            <Prose text={sentence(story?.abstained ?? "nothing begins to fail in these lines.")} />
          ) : (
            "The analysis did not reach this step."
          )}
        </p>
      ) : (
        <ol>
          {onsets.slice(0, MOST).map(({ sign, service, atMs, title, evidence }, index) => (
            <li
              key={sign}
              className="relative grid grid-cols-[18px_minmax(0,1fr)] gap-x-2.5 pb-2.5 not-last:before:absolute not-last:before:top-[18px] not-last:before:bottom-0 not-last:before:left-[8.5px] not-last:before:border-l not-last:before:border-line-strong"
            >
              <b
                className={cn(
                  "size-[18px] rounded-full border text-center text-11 leading-4 font-semibold",
                  index === 0 ? "border-fg bg-fg text-surface" : "border-fg-3 bg-surface text-fg-2",
                )}
              >
                {sign}
              </b>
              <div className="min-w-0">
                <div className="flex items-baseline justify-between gap-2 font-mono text-12 leading-4 text-fg-2">
                  <span className="truncate">{service ?? "no service named"}</span>
                  <span className="flex-none">{index === 0 ? "first" : `+${formatDuration(atMs - first.atMs)}`}</span>
                </div>
                <p className={cn("line-clamp-3 [overflow-wrap:anywhere]", index === 0 && "font-semibold")}>
                  <Prose text={title} />{" "}
                  {evidence[0] === undefined ? null : (
                    <EvidenceChip from={evidence[0]} href={lineHref(href, evidence[0])} />
                  )}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      {onsets.length > MOST ? <p className="text-12 text-fg-3">{onsets.length - MOST} more in the timeline</p> : null}
      {first !== undefined && story?.abstained ? (
        <p className="mt-1 text-12 text-fg-2">
          No first domino is named: <Prose text={story.abstained} />
        </p>
      ) : null}
    </Section>
  );
}

/** The engine gives reasons as the end of a sentence. */
function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
