"use client";

import type { ReactNode } from "react";
import type { ComparedGroup, ComparedSide, Comparison } from "#contracts/comparison.ts";
import { ratioText } from "#components/log/difference-words.ts";
import { Template } from "#components/log/template.tsx";
import { ValueShift } from "#components/log/value-shift.tsx";
import { useProject } from "#components/shell/session.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatCount, formatShare } from "#lib/client/number.ts";

type Found = Comparison & { before: ComparedSide };

/** The lists of what differs, the most telling first; a row leads to the group and to its first line. */
export function Differences({ found }: { found: Found }) {
  const { before, after, totals } = found;
  if (Object.values(totals).every((count) => count === 0)) {
    return (
      <Empty title="No difference" className="px-3 md:px-6">
        The same groups on both sides, each about as often, with the same values.
      </Empty>
    );
  }
  return (
    <>
      <Differing title="Values that changed" all={totals.shifted} rows={found.shifted}>
        {(shift) => (
          <GroupCells key={`${shift.group.id} ${shift.key} ${shift.after.index}`} group={shift.group} side={after}>
            <td className="num whitespace-nowrap">
              <ValueShift shift={shift} />
            </td>
          </GroupCells>
        )}
      </Differing>
      <Differing title="New groups" all={totals.new} rows={found.new}>
        {(group) => (
          <GroupCells key={group.id} group={group} side={after}>
            <td className="num" data-unit={group.count === 1 ? "event" : "events"}>
              +{formatCount(group.count)}
            </td>
          </GroupCells>
        )}
      </Differing>
      <Differing title="More often" note={SHARES} all={totals.up} rows={found.up}>
        {(change) => <RateRow key={change.group.id} change={change} found={found} />}
      </Differing>
      <Differing title="Less often" note={SHARES} all={totals.down} rows={found.down}>
        {(change) => <RateRow key={change.group.id} change={change} found={found} />}
      </Differing>
      <Differing title="Gone" all={totals.gone} rows={found.gone}>
        {(group) => (
          <GroupCells key={group.id} group={group} side={before}>
            <td className="num" data-unit={group.count === 1 ? "event" : "events"}>
              −{formatCount(group.count)}
            </td>
          </GroupCells>
        )}
      </Differing>
    </>
  );
}

const SHARES = "as a share of all events of its side";

function Differing<T>({
  title,
  note,
  all,
  rows,
  children,
}: {
  title: string;
  note?: string;
  all: number;
  rows: readonly T[];
  children: (row: T) => ReactNode;
}) {
  if (all === 0) return null;
  const counted = all > rows.length ? `${rows.length} of ${formatCount(all)}` : formatCount(all);
  return (
    <Section title={title} note={note === undefined ? counted : `${counted}; ${note}`}>
      <Table two keys>
        <thead className="sr-only">
          <tr>
            <th scope="col">Level</th>
            <th scope="col">Template</th>
            <th scope="col">Change</th>
            <th scope="col">First line</th>
          </tr>
        </thead>
        <tbody>{rows.map(children)}</tbody>
      </Table>
    </Section>
  );
}

function RateRow({
  change,
  found: { before: earlier, after: side },
}: {
  change: Comparison["up"][number];
  found: Found;
}) {
  const { group, before, after, ratio } = change;
  return (
    <GroupCells group={group} side={side}>
      <td className="num whitespace-nowrap">
        <span
          className="text-fg-3"
          title={`${formatCount(before)} of ${formatCount(earlier.events)} events before, ${formatCount(after)} of ${formatCount(side.events)} after`}
        >
          {formatShare(before / Math.max(1, earlier.events))} → {formatShare(after / Math.max(1, side.events))}
        </span>{" "}
        <b className="ml-1 font-medium">{ratioText(ratio)}</b>
      </td>
    </GroupCells>
  );
}

function GroupCells({ group, side, children }: { group: ComparedGroup; side: ComparedSide; children: ReactNode }) {
  const { href } = useProject();
  const ingestion = `${href}/i/${side.ingestionId}`;
  return (
    <tr>
      <td className="first md:min-w-[78px]">
        <Level level={group.level} />
      </td>
      <td className="fill font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere]" title={group.template}>
        <Link href={`${ingestion}/groups/${group.id}`} className="text-fg hover:text-fg">
          <Template template={group.template} />
        </Link>
      </td>
      {children}
      <td className="num md:w-20">
        <EvidenceChip from={group.firstSeq} href={`${ingestion}/events?seq=${group.firstSeq}`} />
      </td>
    </tr>
  );
}
