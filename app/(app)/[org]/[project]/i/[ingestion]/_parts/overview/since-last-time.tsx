"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { getComparison, type ComparedGroup, type Comparison } from "#contracts/comparison.ts";
import { ratioText } from "#components/log/difference-words.ts";
import { Template } from "#components/log/template.tsx";
import { ValueShift } from "#components/log/value-shift.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatCount } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { compareHref, lineHref, useIngestion } from "../ingestion-context.tsx";

const MOST = 6;

/** What is different from the ingestion before: changed values first, then what is new, then what is more or less. */
export function SinceLastTime() {
  const { ingestion, params, projectHref } = useIngestion();
  const { data: found } = useQuery({
    ...query(getComparison, { params: { projectId: params.projectId }, query: { after: ingestion.id } }),
    enabled: ingestion.status === "done",
  });
  if (found === undefined || found.before === null) return null;
  const rows = rowsOf(found);
  return (
    <Section
      title="Different from last time"
      note={
        <>
          compared with <Link href={`${projectHref}/i/${found.before.ingestionId}`}>{found.before.ingestion}</Link>
          {rows.length === 0 ? "" : `: ${summaryOf(found.totals)}`}
        </>
      }
      end={<Link href={compareHref(projectHref, ingestion.id, found.before.ingestionId)}>Compare</Link>}
    >
      {rows.length === 0 ? (
        <p className="text-fg-2">Nothing: the same groups, each about as often, with the same values.</p>
      ) : (
        <Table two>
          <thead className="sr-only">
            <tr>
              <th scope="col">Level</th>
              <th scope="col">Template</th>
              <th scope="col">Change</th>
              <th scope="col">First line</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map((row) => (
              <Row key={row.key} group={row.group} change={row.change} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Row({ group, change }: { group: ComparedGroup; change: ReactNode }) {
  const { href } = useIngestion();
  return (
    <tr>
      <td className="first md:min-w-[78px]">
        <Level level={group.level} />
      </td>
      <td className="fill font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere]" title={group.template}>
        <Link href={`${href}/groups/${group.id}`} className="text-fg hover:text-fg">
          <Template template={group.template} />
        </Link>
      </td>
      <td className="num whitespace-nowrap text-fg-2">{change}</td>
      <td className="num md:w-20">
        <EvidenceChip from={group.firstSeq} href={lineHref(href, group.firstSeq)} />
      </td>
    </tr>
  );
}

function rowsOf(found: Comparison): { key: string; group: ComparedGroup; change: ReactNode }[] {
  const rates = (changes: Comparison["up"]) =>
    changes.map(({ group, before, after, ratio }) => ({
      key: `rate ${group.id}`,
      group,
      change: `${formatCount(before)} → ${formatCount(after)}, ${ratioText(ratio)}`,
    }));
  return [
    ...found.shifted.map((shift) => ({
      key: `value ${shift.group.id} ${shift.after.index}`,
      group: shift.group,
      change: <ValueShift shift={shift} />,
    })),
    ...found.new.map((group) => ({ key: `new ${group.id}`, group, change: `new, ${formatCount(group.count)}` })),
    ...rates(found.up),
    ...rates(found.down),
  ];
}

const WORDS = [
  ["shifted", "changed values"],
  ["new", "new"],
  ["up", "more often"],
  ["down", "less often"],
  ["gone", "gone"],
] as const;

function summaryOf(totals: Comparison["totals"]): string {
  return WORDS.filter(([list]) => totals[list] > 0)
    .map(([list, words]) => `${formatCount(totals[list])} ${words}`)
    .join(", ");
}
