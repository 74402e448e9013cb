"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Play } from "lucide-react";
import { useState } from "react";
import { listScenarios } from "#contracts/ingestion.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/input.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu.tsx";
import { formatCount } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";

const SIZES = [5000, 50_000, 200_000, 1_000_000];
const IN_FRONT = 2;

/** Incidents made up on the server, in a size of choice; two in front, the others in a menu. */
export function DemoIncidents({
  busy,
  onDemo,
}: {
  busy: boolean;
  onDemo: (demo: { scenario: string; events: number }) => void;
}) {
  const { data } = useQuery({ ...query(listScenarios, {}), staleTime: Infinity });
  const [events, setEvents] = useState(SIZES[0] ?? 5000);
  const scenarios = data?.items ?? [];
  return (
    <div className="min-w-0">
      <h3 className="mb-[5px] flex items-center gap-1.5">
        <Play aria-hidden /> Demo incidents
        <Select
          aria-label="Size of the demo incident"
          value={events}
          onChange={(event) => setEvents(Number(event.target.value))}
          className="ml-auto h-(--h-control-sm) text-12 font-normal"
        >
          {SIZES.map((size) => (
            <option key={size} value={size}>
              {formatCount(size)} events
            </option>
          ))}
        </Select>
      </h3>
      <div className="flex min-h-(--h-control-sm) flex-wrap gap-1.5">
        {scenarios.slice(0, IN_FRONT).map(({ id, title, summary }) => (
          <Button key={id} size="sm" title={summary} disabled={busy} onClick={() => onDemo({ scenario: id, events })}>
            {title}
          </Button>
        ))}
        {scenarios.length > IN_FRONT ? (
          <Menu>
            <MenuTrigger asChild>
              <Button size="sm" variant="ghost" disabled={busy}>
                {scenarios.length - IN_FRONT} more <ChevronDown aria-hidden />
              </Button>
            </MenuTrigger>
            <MenuContent align="end">
              {scenarios.slice(IN_FRONT).map(({ id, title, services }) => (
                <MenuItem key={id} end={`${services.length} files`} onSelect={() => onDemo({ scenario: id, events })}>
                  {title}
                </MenuItem>
              ))}
            </MenuContent>
          </Menu>
        ) : null}
      </div>
    </div>
  );
}
