"use client";

import { parseAsBoolean, useQueryState } from "nuqs";
import type { Finding } from "#contracts/finding.ts";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, plural } from "#lib/client/number.ts";
import { findingHref } from "../../_parts/findings-table.tsx";
import { lineHref, useIngestion } from "../../_parts/ingestion-context.tsx";

/** What suppressions hide: not counted and not told, but here, with why and by whom. */
export function HiddenFindings({ findings }: { findings: readonly Finding[] }) {
  const { href, projectHref } = useIngestion();
  const [open, setOpen] = useQueryState("hidden", parseAsBoolean.withDefault(false));
  if (findings.length === 0) return null;
  return (
    <Section
      title={`${plural(findings.length, "finding")} hidden by suppressions`}
      note="not counted, and not part of the story"
      end={
        <span className="flex gap-4">
          <button
            type="button"
            aria-expanded={open}
            className="text-accent hover:underline"
            onClick={() => void setOpen(open ? null : true)}
          >
            {open ? "Hide" : "Show"}
          </button>
          <Link href={`${projectHref}/settings/suppressions`}>Suppressions</Link>
        </span>
      }
    >
      {open ? (
        <Table two keys>
          <thead>
            <tr>
              <th scope="col">Severity</th>
              <th scope="col">Finding</th>
              <th scope="col">Why</th>
              <th scope="col">Owner</th>
              <th scope="col">Until</th>
              <th scope="col">Evidence</th>
              <th scope="col" className="num">
                Events
              </th>
            </tr>
          </thead>
          <tbody>
            {findings.map(({ id, severity, title, suppression, evidence, count }) => (
              <tr key={id}>
                <td className="first">
                  <SeverityMark severity={severity} className="w-[72px]" />
                </td>
                <td className="fill">
                  <Link href={findingHref(href, id)} className="text-fg-2 hover:text-accent">
                    <Prose text={title} />
                  </Link>
                </td>
                <td className="[overflow-wrap:anywhere] whitespace-normal md:min-w-[36ch]">{suppression?.reason}</td>
                <td className="whitespace-nowrap text-fg-2">{suppression?.owner ?? "nobody"}</td>
                <td className="whitespace-nowrap text-fg-2">
                  {suppression?.expiresAt == null ? "no end" : <Time at={suppression.expiresAt} style="day" />}
                </td>
                <td className="whitespace-nowrap">
                  {evidence.slice(0, 2).map((seq) => (
                    <EvidenceChip key={seq} from={seq} href={lineHref(href, seq)} />
                  ))}
                </td>
                <td className="num" data-unit={count === 1 ? "event" : "events"}>
                  {formatCount(count)}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Section>
  );
}
