"use client";

import { useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { LAYERS, type Bars } from "./bars.ts";
import { formatCount } from "#lib/client/number.ts";
import type { Clock } from "./clock.ts";

/** The numbers behind a chart. Empty bins are left out; the caption says so. */
export function BarsTable({ bars, clock, floating }: { bars: Bars; clock: Clock; floating: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className={cn(floating && "absolute -top-1 right-0 z-4 text-right")}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="inline-block list-none bg-surface text-12 text-fg-3 hover:text-fg hover:underline [&::-webkit-details-marker]:hidden">
        {open ? "Hide the table" : "Show as table"}
      </summary>
      {open ? (
        <div
          role="region"
          aria-label="The chart as a table"
          tabIndex={0}
          className={cn(
            "mt-1 max-h-[280px] overflow-auto text-left",
            floating &&
              "w-[520px] max-w-[calc(100vw-24px)] rounded-3 border border-line-strong bg-raised px-3 shadow-float",
          )}
        >
          <Rows bars={bars} clock={clock} />
        </div>
      ) : null}
    </details>
  );
}

function Rows({ bars, clock }: { bars: Bars; clock: Clock }) {
  const layers = LAYERS.toReversed();
  const filled = bars.bars.filter((bar) => bar.total > 0);
  const empty = bars.bars.length - filled.length;
  return (
    <table className="table tabular-nums">
      <caption className="sr-only">
        Events by time and level{empty > 0 ? `; ${empty} intervals without events are left out` : ""}
      </caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          {layers.map(({ layer, name }) => (
            <th key={layer} scope="col" className="num">
              {name}
            </th>
          ))}
          <th scope="col" className="num">
            All
          </th>
        </tr>
      </thead>
      <tbody>
        {filled.map((bar) => (
          <tr key={bar.atMs}>
            <th scope="row" className="static! font-mono font-normal! text-fg-2!">
              {clock.time(bar.atMs)}
            </th>
            {layers.map(({ layer }) => (
              <td key={layer} className="num">
                {formatCount(bar.layers[layer])}
              </td>
            ))}
            <td className="num font-medium">{formatCount(bar.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
