"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listEvents } from "#contracts/event.ts";
import type { GroupDetail } from "#contracts/ingestion.ts";
import { BarList } from "#components/log/bar-list.tsx";
import { exclude, include, textFilter } from "#components/log/query-edit.ts";
import { templateParts, variableValues } from "#components/log/template-parts.ts";
import { variableLook } from "#components/log/template.tsx";
import { spreadOf } from "#components/log/variable-spread.ts";
import { useGo } from "#components/shell/use-go.ts";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

/** Read for the breakdown; of larger groups the heading says that these are the first ones. */
const SAMPLE = 500;
const MOST_VARIABLES = 8;

/** How the values of each variable are spread. A value leads to its events. */
export function Variables({ group }: { group: GroupDetail }) {
  const { params, href } = useIngestion();
  const go = useGo();
  const { data } = useQuery(
    query(listEvents, { params, query: { q: `group:${group.id}`, sort: "seq", limit: SAMPLE } }),
  );
  const variables = useMemo(() => (data === undefined ? null : variablesOf(group, data.items)), [group, data]);
  const eventsHref = (value: string, without: boolean) => {
    const own = `group:${group.id}`;
    const q = without ? exclude(own, textFilter(value)) : include(own, textFilter(value));
    return `${href}/events?q=${encodeURIComponent(q)}`;
  };
  const read = data?.items.length ?? 0;
  return (
    <Section
      title="Variables"
      note={`${group.count > SAMPLE && read > 0 ? `of its first ${formatCount(read)} events; ` : ""}click a value to filter, alt-click to exclude`}
    >
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4 md:gap-5">
        {variables === null ? (
          [0, 1, 2, 3].map((column) => <Skeleton key={column} className="h-[116px]" />)
        ) : variables.length === 0 ? (
          <p className="col-span-full text-fg-2">The lines of this group hold no values that could be told apart.</p>
        ) : (
          variables.slice(0, MOST_VARIABLES).map(({ key, name, spread }) => (
            <div key={key} className="min-w-0">
              <h3 className="mb-[5px] flex items-baseline gap-2 text-12 whitespace-nowrap max-md:flex-col max-md:gap-0">
                <span className={`${variableLook} max-w-full truncate font-mono font-medium`}>{`<${name}>`}</span>
                <span className="truncate font-normal text-fg-3">
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

function variablesOf(group: GroupDetail, events: readonly { message: string }[]) {
  const templates = [...new Set([group.template, ...group.members.map(({ template }) => template)])];
  const values: string[][] = [];
  for (const { message } of events) {
    for (const template of templates) {
      const read = variableValues(template, message);
      if (read === null) continue;
      read.forEach((value, index) => (values[index] ??= []).push(value));
      break;
    }
  }
  const names = templateParts(group.template).filter((part) => part.kind === "variable");
  return values.map((column, index) => ({
    key: index,
    name: names[index]?.name === "*" || names[index] === undefined ? `value ${index + 1}` : names[index].name,
    spread: spreadOf(column),
  }));
}
