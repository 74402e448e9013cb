"use client";

import { useMemo, useState, type ReactNode } from "react";
import type { Histogram } from "#contracts/ingestion.ts";
import { cn } from "#components/ui/cn.ts";
import { formatCount } from "#lib/client/number.ts";
import type { Zone } from "#lib/client/time.ts";
import { barsOf, valuesOf, type Bars } from "./bars.ts";
import { Brush, type TimeRange } from "./brush.tsx";
import { clusters, MarkSign, type SignKind } from "./chart-marks.tsx";
import { clockOf, type Clock } from "./clock.ts";
import { Stack } from "./level-histogram.tsx";
import { TimeAxis } from "./time-axis.tsx";

export interface LaneMark {
  kind: SignKind;
  sign: string;
  atMs: number;
  endMs: number | null;
  title: string;
  /** The lane it stands in; null: only in the row of marks. */
  lane: string | null;
}

interface LanesProps {
  /** Everything, by level: the first lane, and the axis of all. */
  histogram: Histogram;
  /** One lane a service, in the order in which they begin to fail; undefined while it loads. */
  lanes: readonly { name: string; histogram: Histogram | undefined }[];
  marks: readonly LaneMark[];
  zone: Zone;
  range: TimeRange | null;
  onRange: (range: TimeRange | null) => void;
}

const MAX_BARS = 120;
/** Marks nearer than this share of the width stand as one with a count. */
const APART = 0.03;

/** Services under each other on one axis: their onsets make a staircase, and the first step is where to look. */
export function Lanes({ histogram, lanes, marks, zone, range, onRange }: LanesProps) {
  const bars = useMemo(() => barsOf(histogram, MAX_BARS), [histogram]);
  const clock = useMemo(() => clockOf(zone, bars.startMs, bars.endMs), [zone, bars]);
  if (bars.bars.length === 0)
    return <p className="text-fg-2">No line here states a time, so there is no axis to draw on.</p>;
  const percent = (ms: number) => ((ms - bars.startMs) / Math.max(1, bars.endMs - bars.startMs)) * 100;
  return (
    <figure aria-label="Errors and fatals over time by service, with what began, ended or was done">
      <div className="relative">
        <Row label="Marks" className="h-[30px]">
          <MarkRow marks={marks} percent={percent} />
        </Row>
        <Row label="All levels" className="h-[46px] border-t border-line">
          <div className="absolute inset-x-0 top-1.5 bottom-0">
            <Stack bars={bars} />
          </div>
        </Row>
        {lanes.map((lane) => (
          <Row key={lane.name} label={lane.name} mono className="h-[46px] border-t border-line">
            <LaneBars histogram={lane.histogram} bars={bars} />
            <LaneMarks marks={marks.filter((mark) => mark.lane === lane.name)} percent={percent} />
          </Row>
        ))}
        <div className="absolute top-[30px] right-0 bottom-0 left-[76px] md:left-[104px]">
          <Brush bars={bars} range={range} onRange={onRange} clock={clock} />
        </div>
      </div>
      <Row className="border-t border-line-strong">
        <TimeAxis startMs={bars.startMs} endMs={bars.endMs} clock={clock} />
      </Row>
      <LanesTable lanes={lanes} bars={bars} clock={clock} />
    </figure>
  );
}

function Row({
  label,
  mono = false,
  className,
  children,
}: {
  label?: string;
  mono?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cn("grid grid-cols-[76px_minmax(0,1fr)] md:grid-cols-[104px_minmax(0,1fr)]", className)}>
      <span
        className={cn("self-center truncate pr-2", mono ? "font-mono text-12 text-fg-2" : "text-fg-3")}
        title={label}
      >
        {label}
      </span>
      <div className="relative min-w-0">{children}</div>
    </div>
  );
}

function MarkRow({ marks, percent }: { marks: readonly LaneMark[]; percent: (ms: number) => number }) {
  const joined = clusters(marks, ({ atMs }) => percent(atMs) / 100, APART);
  return joined.map((cluster, index) => {
    const [first] = cluster;
    if (first === undefined) return null;
    const left = percent(first.atMs);
    const next = joined[index + 1]?.[0];
    const room = (next === undefined ? 100 : percent(next.atMs)) - left;
    const rest = cluster.length - 1;
    // Near the right edge the count stands before the sign.
    const atEdge = left > 96;
    return (
      <span
        key={`${first.sign} ${first.atMs}`}
        title={cluster.map(({ sign, title }) => `${sign}  ${title}`).join("\n")}
        className={cn(
          "absolute top-[7px] flex items-center gap-[5px] whitespace-nowrap",
          atEdge ? "-mr-2 flex-row-reverse" : "-ml-2",
        )}
        style={{
          ...(atEdge ? { right: `${100 - left}%` } : { left: `${left}%` }),
          maxWidth: `calc(${Math.max(room, 3)}% + 4px)`,
        }}
      >
        <MarkSign kind={first.kind} sign={first.sign} className="flex-none" />
        {rest > 0 ? (
          <span className={cn("text-11 text-fg-2", room < 9 && !atEdge && "max-md:hidden")}>+{rest}</span>
        ) : null}
        {room > 9 ? <em className="truncate text-12 text-fg-2 not-italic max-md:hidden">{first.title}</em> : null}
      </span>
    );
  });
}

/** Errors and fatals of one service, on its own scale, in the bins of the whole chart. */
function LaneBars({ histogram, bars }: { histogram: Histogram | undefined; bars: Bars }) {
  const path = useMemo(() => {
    if (histogram === undefined) return "";
    const values = valuesOf(histogram, bars);
    const peak = Math.max(1, ...values);
    return values
      .map((value, index) => {
        if (value === 0) return "";
        const high = Math.max(4, (value / peak) * 100);
        return `M${index * 10 + 1} ${(100 - high).toFixed(1)}h8v${high.toFixed(1)}h-8z`;
      })
      .join("");
  }, [histogram, bars]);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${bars.bars.length * 10} 100`}
      preserveAspectRatio="none"
      className="absolute inset-x-0 top-1.5 bottom-0 h-10 w-full fill-fill-error"
    >
      <path d={path} />
    </svg>
  );
}

/** Onsets and silences of one lane. Of onsets that stand close together the first has its sign, the others are in its tooltip. */
function LaneMarks({ marks, percent }: { marks: readonly LaneMark[]; percent: (ms: number) => number }) {
  const onsets = marks.filter(({ kind }) => kind === "onset");
  return (
    <>
      {marks.map((mark) =>
        mark.kind === "silence" ? (
          <span
            key={`${mark.sign} ${mark.atMs}`}
            title={mark.title}
            className="absolute top-1 bottom-0 min-w-1.5 border border-dashed border-fg-3 bg-[repeating-linear-gradient(135deg,transparent_0_3px,var(--color-line-strong)_3px_4px)]"
            style={{
              left: `${percent(mark.atMs)}%`,
              width: `${percent(mark.endMs ?? mark.atMs) - percent(mark.atMs)}%`,
            }}
          />
        ) : null,
      )}
      {clusters(onsets, ({ atMs }) => percent(atMs) / 100, APART).map((cluster) => {
        const [first] = cluster;
        if (first === undefined) return null;
        const left = percent(first.atMs);
        return (
          <span
            key={first.sign}
            title={cluster.map(({ sign, title }) => `${sign}  ${title}`).join("\n")}
            className="absolute inset-y-0 z-1 border-l-2 border-fg"
            style={{ left: `${left}%` }}
          >
            <MarkSign
              kind="onset"
              sign={first.sign}
              className={cn("absolute top-[15px]", left < 3 ? "left-1" : "right-1")}
            />
          </span>
        );
      })}
    </>
  );
}

function LanesTable({ lanes, bars, clock }: { lanes: LanesProps["lanes"]; bars: Bars; clock: Clock }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-block list-none text-12 text-fg-3 hover:text-fg hover:underline">
        {open ? "Hide the table" : "Show as table"}
      </summary>
      {open ? <LanesRows lanes={lanes} bars={bars} clock={clock} /> : null}
    </details>
  );
}

function LanesRows({ lanes, bars, clock }: { lanes: LanesProps["lanes"]; bars: Bars; clock: Clock }) {
  const columns = lanes.map(({ name, histogram }) => ({
    name,
    values: histogram === undefined ? [] : valuesOf(histogram, bars),
  }));
  return (
    <div role="region" aria-label="The lanes as a table" tabIndex={0} className="mt-1 max-h-[280px] overflow-auto">
      <table className="table tabular-nums">
        <caption className="sr-only">
          Errors and fatals by time and service, to the nearest whole; intervals without any are left out
        </caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.bars.map(({ atMs }, index) =>
            columns.every(({ values }) => Math.round(values[index] ?? 0) === 0) ? null : (
              <tr key={atMs}>
                <th scope="row" className="static! font-mono font-normal! text-fg-2!">
                  {clock.time(atMs)}
                </th>
                {columns.map(({ name, values }) => (
                  <td key={name} className="num">
                    {formatCount(Math.round(values[index] ?? 0))}
                  </td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
