import type { z } from "zod";
import { SEVERITIES, type LevelCounts } from "#engine";
import { STAGES, type Ingestion, type Source, type Stage } from "#contracts/ingestion.ts";
import type { ingestions, sources, StoredHistogram } from "#db/schema/index.ts";

export type IngestionRow = Omit<typeof ingestions.$inferSelect, "story" | "coverage" | "answerKey">;
export type SourceRow = typeof sources.$inferSelect;

const SPARKLINE_BINS = 48;

export function toSource(row: SourceRow): Source {
  const { index, name, bytes, sha256, archive, zone, quality } = row;
  return { index, name, bytes, sha256, archive, zone, quality };
}

export function toIngestion(row: IngestionRow, sourceRows: readonly SourceRow[]): z.input<typeof Ingestion> {
  return {
    id: row.id,
    projectId: row.projectId,
    name: row.name,
    origin: row.origin,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    status: row.status,
    failure: row.failure,
    stages: stagesOf(row),
    eventsPerSecond: row.status === "running" && row.stage === "read" ? row.eventsPerSecond : null,
    bytes: row.bytes,
    sources: sourceRows.map(toSource),
    events: row.events,
    groups: row.groups,
    findings: row.findings,
    worst: row.worst === null ? null : (SEVERITIES[row.worst] ?? null),
    levels: row.levels,
    firstAt: row.firstAt?.toISOString() ?? null,
    lastAt: row.lastAt?.toISOString() ?? null,
    sparkline: sparklineOf(row.histogram),
    scenario: row.scenario,
    clocks: row.clocks,
    outdated: row.outdated !== null && row.status === "done",
  };
}

function stagesOf(row: IngestionRow): Stage[] {
  const at = STAGES.indexOf(row.stage);
  const counts: Record<Stage["stage"], Pick<Stage, "done" | "total" | "unit">> = {
    received: { done: row.bytes, total: row.bytes, unit: "bytes" },
    read: { done: row.bytesRead, total: row.bytes, unit: "bytes" },
    grouped: { done: row.groups, total: null, unit: "groups" },
    detected: { done: row.findings, total: null, unit: "findings" },
    told: { done: row.status === "done" ? 4 : 0, total: 4, unit: "answers" },
  };
  return STAGES.map((stage, index) => ({ stage, state: stateOf(row, index, at), ...counts[stage] }));
}

function stateOf({ status }: IngestionRow, index: number, at: number): Stage["state"] {
  if (status === "done" || index < at || index === 0) return "done";
  if (index > at) return "waiting";
  if (status === "running") return "running";
  return status === "failed" ? "failed" : "waiting";
}

function sparklineOf(histogram: StoredHistogram | null): Ingestion["sparkline"] {
  if (histogram === null || histogram.axis.bins === 0) return { all: [], errors: [] };
  const { axis, levelBins } = histogram;
  const squeeze = (levels: (keyof LevelCounts)[]) => {
    const bins = Array.from({ length: Math.min(SPARKLINE_BINS, axis.bins) }, () => 0);
    for (const [bin, count] of levels.flatMap((level) => levelBins[level] ?? [])) {
      const to = Math.floor((bin / axis.bins) * bins.length);
      bins[to] = (bins[to] ?? 0) + count;
    }
    return bins;
  };
  // safe because levelBins is keyed by level
  return { all: squeeze(Object.keys(levelBins) as (keyof LevelCounts)[]), errors: squeeze(["error", "fatal"]) };
}
