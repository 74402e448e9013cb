"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getGroupSample, type GroupDetail } from "#contracts/group.ts";
import { BarList } from "#components/log/bar-list.tsx";
import { exclude, include, textFilter } from "#components/log/query-edit.ts";
import { templateParts, variableValues } from "#components/log/template-parts.ts";
import { variableLook } from "#components/log/template.tsx";
import { ValuesOverTime } from "#components/log/values-over-time.tsx";
import { spreadOf } from "#components/log/variable-spread.ts";
import { useGo } from "#components/shell/use-go.ts";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

const MOST_VARIABLES = 8;

/** How the values of each variable are spread. A value leads to its events. */
export function Variables({ group }: { group: GroupDetail }) {
  const { params, href } = useIngestion();
  const go = useGo();
  const { data } = useQuery(query(getGroupSample, { params: { ...params, groupId: group.id } }));
  const variables = useMemo(() => (data === undefined ? null : variablesOf(group, data.items)), [group, data]);
  const eventsHref = (value: string, without: boolean) => {
    const own = `group:${group.id}`;
    const q = without ? exclude(own, textFilter(value)) : include(own, textFilter(value));
    return `${href}/events?q=${encodeURIComponent(q)}`;
  };
  const read = data?.items.length ?? 0;
  const sampled = data !== undefined && read < data.total;
  return (
    <Section
      title="Variables"
      note={`${sampled ? `of ${formatCount(read)} events spread over the log; ` : ""}click a value to filter, alt-click to exclude`}
    >
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4 md:gap-5">
        {variables === null ? (
          [0, 1, 2, 3].map((column) => <Skeleton key={column} className="h-[116px]" />)
        ) : variables.length === 0 ? (
          <p className="col-span-full text-fg-2">The lines of this group hold no values that could be told apart.</p>
        ) : (
          variables.slice(0, MOST_VARIABLES).map(({ key, name, spread, points }) => (
            <div key={key} className="min-w-0">
              <h3 className="mb-[5px] text-12 whitespace-nowrap">
                <span
                  className={`${variableLook} inline-block max-w-full truncate align-bottom font-mono font-medium`}
                >{`<${name}>`}</span>
                <span className="block truncate font-normal text-fg-3">
                  {spread.distinct === 1
                    ? `always ${spread.rows[0]?.label ?? ""}`
                    : `${formatCount(spread.distinct)} values${spread.range === null ? "" : `, ${spread.range}`}`}
                </span>
              </h3>
              <BarList
                items={spread.rows.map(({ label, count, value }) => ({
                  label,
                  count,
                  ...(value === null ? {} : { onPick: (event) => go(eventsHref(value, event.altKey)) }),
                }))}
              />
              {spread.distinct < 2 || points.length === 0 ? null : (
                <ValuesOverTime points={points} label={`${name} over time`} />
              )}
            </div>
          ))
        )}
      </div>
      {variables !== null && variables.length > MOST_VARIABLES ? (
        <p className="mt-2 text-12 text-fg-3">{variables.length - MOST_VARIABLES} more variables are not shown</p>
      ) : null}
    </Section>
  );
}

interface Read {
  value: string;
  atMs: number | null;
}

function variablesOf(group: GroupDetail, events: readonly { message: string; at: string | null }[]) {
  const templates = [...new Set([group.template, ...group.members.map(({ template }) => template)])];
  const columns: Read[][] = [];
  for (const { message, at } of events) {
    const values = templates.reduce<string[] | null>(
      (read, template) => read ?? variableValues(template, message),
      null,
    );
    const atMs = at === null ? null : Date.parse(at);
    values?.forEach((value, index) => (columns[index] ??= []).push({ value, atMs }));
  }
  const names = templateParts(group.template).filter((part) => part.kind === "variable");
  return columns.map((column, index) => {
    const spread = spreadOf(column.map(({ value }) => value));
    return {
      key: index,
      name: names[index]?.name === "*" || names[index] === undefined ? `value ${index + 1}` : names[index].name,
      spread,
      // Names that hardly ever repeat are ids: they have no course.
      points:
        spread.range === null && spread.distinct * 2 > column.length
          ? []
          : column.flatMap(({ value, atMs }) => (atMs === null ? [] : [{ atMs, y: spread.heightOf(value) }])),
    };
  });
}
