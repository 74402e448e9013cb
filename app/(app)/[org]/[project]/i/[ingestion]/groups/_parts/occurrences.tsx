"use client";

import type { GroupDetail } from "#contracts/group.ts";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount } from "#lib/client/number.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

/** The same group in the project's other ingestions, oldest first. */
export function Occurrences({ group }: { group: GroupDetail }) {
  const { projectHref, ingestion } = useIngestion();
  const { occurrences } = group;
  const max = Math.max(1, ...occurrences.map(({ count }) => count));
  return (
    <Section title="Occurrences over ingestions" note="same fingerprint in this project">
      {occurrences.every(({ ingestionId }) => ingestionId === ingestion.id) ? (
        <p className="text-fg-2">Only in this ingestion. When it comes again, it is recognised by its fingerprint.</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <th scope="col">Ingestion</th>
              <th scope="col">Date</th>
              <th scope="col" className="wide-only max-md:hidden">
                <span className="sr-only">Share of the largest</span>
              </th>
              <th scope="col" className="num">
                Events
              </th>
            </tr>
          </thead>
          <tbody>
            {occurrences.map(({ ingestionId, ingestion: name, at, count }) => {
              const here = ingestionId === ingestion.id;
              return (
                <tr key={ingestionId}>
                  <td className="max-w-[40ch] truncate">
                    {here ? (
                      <span className="font-medium">{name}</span>
                    ) : (
                      <Link href={`${projectHref}/i/${ingestionId}/groups/${group.id}`}>{name}</Link>
                    )}
                    {here ? <span className="ml-2 text-fg-3">this ingestion</span> : null}
                  </td>
                  <td className="text-fg-3">
                    <Time at={at} />
                  </td>
                  <td className="w-2/5 max-md:hidden">
                    <i
                      aria-hidden
                      className="block h-2 rounded-[1px] bg-fill-info"
                      style={{ width: `${(count / max) * 100}%` }}
                    />
                  </td>
                  <td className="num">{formatCount(count)}</td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
