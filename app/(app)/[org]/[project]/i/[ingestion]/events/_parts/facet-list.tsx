"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { LEVELS } from "#engine";
import { parseEventQuery } from "#contracts/event-query.ts";
import type { Facet } from "#contracts/event.ts";
import { Level } from "#components/ui/level.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cn } from "#components/ui/cn.ts";
import { drop, exclude, fieldFilter, include, only, withoutTerm } from "#components/log/query-edit.ts";
import { formatCount } from "#lib/client/number.ts";

const NAMES: Record<Facet["facet"], string> = { level: "Level", service: "Service", source: "Source", group: "Group" };
const ORDER: readonly Facet["facet"][] = ["level", "service", "group", "source"];
const LOUDNESS: readonly string[] = [...LEVELS.toReversed(), "unknown"];
const SHOWN = 8;

/** Values with counts. A tick keeps a value, taking it away leaves the value out, "only" leaves nothing else. */
export function FacetList({
  facets,
  query,
  onQuery,
}: {
  facets: readonly Facet[] | undefined;
  query: string;
  onQuery: (query: string) => void;
}) {
  if (facets === undefined) return <FacetSkeleton />;
  return ORDER.map((name) => {
    const facet = facets.find((candidate) => candidate.facet === name);
    return facet === undefined ? null : <OneFacet key={name} facet={facet} query={query} onQuery={onQuery} />;
  });
}

function OneFacet({ facet, query, onQuery }: { facet: Facet; query: string; onQuery: (query: string) => void }) {
  const [open, setOpen] = useState(facet.facet !== "source" || facet.distinct > 1);
  const [all, setAll] = useState(false);
  const { facet: field, distinct } = facet;
  const values =
    field === "level"
      ? facet.values.toSorted((a, b) => LOUDNESS.indexOf(a.value) - LOUDNESS.indexOf(b.value))
      : facet.values;
  const max = Math.max(1, ...values.map(({ count }) => count));
  const { included, excluded } = chosen(query, field);
  const shown = all ? values : values.slice(0, SHOWN);
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <section className="pt-1.5 pr-2 pb-1 pl-3 md:pl-4">
      <h2 className="text-12 text-fg-2">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-[22px] w-full items-center gap-1 font-semibold"
        >
          <Arrow aria-hidden />
          {NAMES[field]}
          <span className="ml-auto pr-1 font-normal text-fg-3 tabular-nums">
            {distinct > SHOWN ? formatCount(distinct) : ""}
          </span>
        </button>
      </h2>
      {open ? (
        <ul>
          {shown.map(({ value, label, count }) => {
            const filter = fieldFilter(field, value);
            const kept = included.size > 0 ? included.has(value) : !excluded.has(value);
            const alone = included.size === 1 && included.has(value);
            const toggle = () => {
              if (included.has(value) || excluded.has(value)) onQuery(drop(query, filter));
              else onQuery(kept ? exclude(query, filter) : include(query, filter));
            };
            return (
              <Value
                key={value}
                name={label}
                level={field === "level" ? (LEVELS.find((level) => level === value) ?? "unknown") : null}
                count={count}
                share={count / max}
                kept={kept}
                struck={excluded.has(value)}
                alone={alone}
                onToggle={toggle}
                onOnly={() => onQuery(alone ? without(query, field) : only(query, filter))}
              />
            );
          })}
        </ul>
      ) : null}
      {open && values.length > SHOWN ? (
        <button
          type="button"
          className="pt-1 pl-[19px] text-12 text-accent hover:underline"
          onClick={() => setAll(!all)}
        >
          {all
            ? "Fewer"
            : `${formatCount(values.length - SHOWN)} more${distinct > values.length ? ` of ${formatCount(distinct)}` : ""}`}
        </button>
      ) : null}
    </section>
  );
}

interface ValueProps {
  name: string;
  level: (typeof LEVELS)[number] | "unknown" | null;
  count: number;
  share: number;
  kept: boolean;
  struck: boolean;
  alone: boolean;
  onToggle: () => void;
  onOnly: () => void;
}

function Value({ name, level, count, share, kept, struck, alone, onToggle, onOnly }: ValueProps) {
  return (
    <li
      className={cn(
        "group relative flex h-[23px] items-center gap-1.5 rounded-1 pr-1 text-12 focus-within:bg-hover hover:bg-hover max-md:h-8",
        !kept && "text-fg-3",
      )}
    >
      <label className="flex min-w-0 flex-1 cursor-pointer items-center gap-1.5" title={name}>
        <input
          type="checkbox"
          checked={kept}
          onChange={onToggle}
          className="m-0 size-[13px] flex-none accent-(--color-accent)"
        />
        {level === null ? (
          <span className={cn("truncate", struck && "line-through")}>{name === "" ? "none" : name}</span>
        ) : (
          <Level level={level} className={cn(struck && "line-through")} />
        )}
      </label>
      <button
        type="button"
        aria-label={alone ? `All again, not only ${name}` : `Only ${name}`}
        onClick={onOnly}
        className="max-w-0 overflow-hidden text-11 text-accent group-focus-within:max-w-none group-hover:max-w-none max-md:max-w-none"
      >
        {alone ? "all" : "only"}
      </button>
      <span className={cn("tabular-nums", kept ? "text-fg-2" : "text-fg-3")}>{formatCount(count)}</span>
      <i
        aria-hidden
        className="absolute bottom-0 left-[19px] h-0.5 bg-line-strong"
        style={{ width: `calc((100% - 23px) * ${share})` }}
      />
    </li>
  );
}

function chosen(query: string, field: Facet["facet"]) {
  const included = new Set<string>();
  const excluded = new Set<string>();
  for (const term of parseEventQuery(query).terms) {
    if (term.field !== field) continue;
    for (const value of term.values) (term.excluded ? excluded : included).add(value);
  }
  return { included, excluded };
}

function without(query: string, field: Facet["facet"]): string {
  return parseEventQuery(query)
    .terms.filter((term) => term.field === field)
    .toReversed()
    .reduce(withoutTerm, query);
}

function FacetSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the facets" className="grid gap-[13px] px-4 py-3">
      {Array.from({ length: 14 }, (_, row) => (
        <Skeleton key={row} className={row % 6 === 0 ? "mt-2 w-16" : "w-full"} />
      ))}
    </div>
  );
}
