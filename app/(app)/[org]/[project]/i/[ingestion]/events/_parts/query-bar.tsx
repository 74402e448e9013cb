"use client";

import { ArrowDownUp, Columns3, ListFilter, WrapText } from "lucide-react";
import type { RefObject } from "react";
import { parseEventQuery } from "#contracts/event-query.ts";
import type { Facet } from "#contracts/event.ts";
import { Button, IconButton } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Menu, MenuChoice, MenuContent, MenuLabel, MenuSeparator, MenuTrigger } from "#components/ui/menu.tsx";
import { QueryBox } from "#components/log/query-box.tsx";
import { formatCount } from "#lib/client/number.ts";
import { formatTime } from "#lib/client/time.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";
import { useEventsState } from "./use-events-state.ts";

const ORDERS = [
  { sort: "time", direction: "asc", label: "Time, oldest first" },
  { sort: "time", direction: "desc", label: "Time, newest first" },
  { sort: "seq", direction: "asc", label: "As in the files" },
  { sort: "seq", direction: "desc", label: "As in the files, last first" },
] as const;

interface QueryBarProps {
  inputRef: RefObject<HTMLInputElement | null>;
  facets: readonly Facet[];
  count: { count: number; total: number; tookMs: number } | undefined;
  onFilters: () => void;
}

/** The query with its count and time, and how the lines are shown. */
export function QueryBar({ inputRef, facets, count, onFilters }: QueryBarProps) {
  const state = useEventsState();
  const filters = parseEventQuery(state.q).terms.length;
  const groups = facets.find(({ facet }) => facet === "group")?.values ?? [];
  const [zone] = useZone();
  const { ingestion } = useIngestion();
  const days = Date.parse(ingestion.lastAt ?? "") - Date.parse(ingestion.firstAt ?? "") > 86_400_000;
  const took = count === undefined ? null : `${formatCount(Math.round(count.tookMs))} ms`;
  return (
    <div
      role="search"
      className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2 md:flex-nowrap md:px-6"
    >
      <QueryBox
        inputRef={inputRef}
        value={state.q}
        onChange={state.setQuery}
        facets={facets}
        nameOf={({ field, values: [value = ""] }) => {
          if (field === "group") return groups.find((group) => group.value === value)?.label.slice(0, 40);
          const instant = /^\d{4}-.*Z$/.test(value) ? Date.parse(value) : NaN;
          return Number.isNaN(instant) ? undefined : formatTime(instant, zone, days ? "full" : "clock");
        }}
        result={
          <span
            className="ml-auto flex items-center gap-2 text-12 whitespace-nowrap text-fg-2 tabular-nums max-md:hidden"
            aria-live="polite"
          >
            {count === undefined ? null : (
              <span>
                <b className="font-semibold text-fg">{formatCount(count.count)}</b>
                {count.count === count.total ? "" : ` of ${formatCount(count.total)}`} · {took}
              </span>
            )}
            <Kbd>/</Kbd>
          </span>
        }
      />
      <Button className="min-[981px]:hidden" onClick={onFilters}>
        <ListFilter aria-hidden />
        Filters {filters > 0 ? <b>{filters}</b> : null}
      </Button>
      <ViewMenu state={state} />
      <IconButton
        label="Wrap lines"
        variant="default"
        className="max-md:hidden"
        aria-pressed={state.wrap}
        onClick={() => state.setWrap(!state.wrap)}
      >
        <WrapText aria-hidden />
      </IconButton>
      <span className="ml-auto text-12 whitespace-nowrap text-fg-3 tabular-nums md:hidden">
        {count === undefined ? null : `${formatCount(count.count)} · ${took}`}
      </span>
    </div>
  );
}

function ViewMenu({ state }: { state: ReturnType<typeof useEventsState> }) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>
          <ArrowDownUp aria-hidden className="max-md:hidden" />
          <Columns3 aria-hidden className="md:hidden" />
          View
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>Order</MenuLabel>
        {ORDERS.map(({ sort, direction, label }) => (
          <MenuChoice
            key={label}
            checked={state.sort === sort && state.direction === direction}
            onSelect={() => state.setSort(sort, direction)}
          >
            {label}
          </MenuChoice>
        ))}
        <MenuSeparator />
        <MenuChoice checked={state.wrap} onSelect={() => state.setWrap(!state.wrap)}>
          Wrap lines
        </MenuChoice>
      </MenuContent>
    </Menu>
  );
}
