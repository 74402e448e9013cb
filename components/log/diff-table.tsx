import type { ReactNode } from "react";
import type { DiffPart } from "./template-parts.ts";

const LOOKS: Record<DiffPart["kind"], string | undefined> = {
  literal: undefined,
  equal: "border-b-[1.5px] border-dotted border-fg-3",
  differs: "border-b-[1.5px] border-var bg-var-soft font-medium text-var",
};

/** Lines of one group under each other: what differs is violet, what only could is dotted. */
export function DiffTable({
  rows,
  chip,
}: {
  rows: { seq: number; parts: DiffPart[] }[];
  chip: (seq: number) => ReactNode;
}) {
  return (
    <table className="w-full">
      <thead className="sr-only">
        <tr>
          <th scope="col">Event</th>
          <th scope="col">Line</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ seq, parts }) => (
          <tr key={seq} className="border-b border-line align-baseline last:border-b-0">
            <td className="w-[70px] py-[5px] pr-2 whitespace-nowrap">{chip(seq)}</td>
            <td className="py-[5px] font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere]">
              {parts.map(({ kind, text }, index) => (
                // Parts have no identity but their place.
                <span key={index} className={LOOKS[kind]}>
                  {text}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
