"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getHistogram } from "#contracts/event.ts";
import type { Ingestion } from "#contracts/ingestion.ts";
import type { TimeRange } from "#components/charts/brush.tsx";
import { LevelHistogram } from "#components/charts/level-histogram.tsx";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/input.tsx";
import { plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { formatSpan, formatTime } from "#lib/client/time.ts";
import { useZone } from "#lib/client/use-zone.ts";
import type { SideName } from "./use-compared.ts";

interface SidePickerProps {
  name: SideName;
  offered: readonly Ingestion[];
  ingestionId: string | null;
  range: { from: string | null; until: string | null };
  /** That are compared; absent while that is not known. */
  events: number | undefined;
  onChoose: (ingestionId: string) => void;
  onRange: (range: TimeRange | null) => void;
}

const LABELS: Record<SideName, string> = { before: "Before", after: "After" };
const CHART_HEIGHT = 56;

/** One side of the comparison: which ingestion, and which part of it. */
export function SidePicker({ name, offered, ingestionId, range, events, onChoose, onRange }: SidePickerProps) {
  const [zone] = useZone();
  const chosen = offered.find(({ id }) => id === ingestionId);
  const brushed = rangeOf(range, chosen);
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-1">
        <Field label={LABELS[name]} className="min-w-0 max-md:w-full">
          <Select
            value={ingestionId ?? ""}
            onChange={(event) => onChoose(event.target.value)}
            className="max-w-full max-md:w-full"
          >
            {ingestionId === null ? <option value="">Choose an ingestion</option> : null}
            {ingestionId !== null && chosen === undefined ? (
              <option value={ingestionId}>Another ingestion</option>
            ) : null}
            {offered.map(({ id, name: title, createdAt }) => (
              <option key={id} value={id}>
                {title}, {formatTime(Date.parse(createdAt), zone, "stamp")}
              </option>
            ))}
          </Select>
        </Field>
        <p className="flex min-h-(--h-control) flex-wrap items-center gap-x-2 text-12 text-fg-2 tabular-nums">
          {events === undefined ? null : <span>{plural(events, "event")}</span>}
          {brushed === null ? (
            <span className="text-fg-3">the whole log</span>
          ) : (
            <>
              <span>{formatSpan(brushed.fromMs, brushed.untilMs, zone)}</span>
              <Button size="sm" variant="ghost" onClick={() => onRange(null)}>
                Whole log
              </Button>
            </>
          )}
        </p>
      </div>
      {ingestionId === null ? null : <Chart name={name} ingestionId={ingestionId} range={brushed} onRange={onRange} />}
    </div>
  );
}

function Chart({
  name,
  ingestionId,
  range,
  onRange,
}: {
  name: SideName;
  ingestionId: string;
  range: TimeRange | null;
  onRange: (range: TimeRange | null) => void;
}) {
  const { id: projectId } = useProject();
  const [zone] = useZone();
  const { data: histogram } = useQuery({
    ...query(getHistogram, { params: { projectId, ingestionId }, query: { q: "", bins: 120 } }),
    placeholderData: keepPreviousData,
  });
  if (histogram === undefined) return <div className="mt-4" style={{ height: CHART_HEIGHT + 19 }} />;
  return (
    <LevelHistogram
      className="mt-4"
      histogram={histogram}
      zone={zone}
      height={CHART_HEIGHT}
      compact
      label={`Events ${name} over time by level; drag to select a range`}
      range={range}
      onRange={onRange}
    />
  );
}

/** An open end is the log's own. */
function rangeOf({ from, until }: SidePickerProps["range"], chosen: Ingestion | undefined): TimeRange | null {
  if (from === null && until === null) return null;
  const fromMs = Date.parse(from ?? chosen?.firstAt ?? "");
  const untilMs = Date.parse(until ?? chosen?.lastAt ?? "");
  return Number.isNaN(fromMs) || Number.isNaN(untilMs) ? null : { fromMs, untilMs };
}
