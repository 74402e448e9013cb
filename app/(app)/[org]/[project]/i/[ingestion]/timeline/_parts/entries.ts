import { parseProse, type Category, type Severity } from "#engine";
import type { Overview } from "#contracts/ingestion.ts";
import type { ChartMark } from "#components/charts/chart-marks.tsx";

/** One line of the timeline: something began, ended or was done, with the lines that prove it. */
export interface TimelineEntry {
  kind: "onset" | "finding" | "burst" | "silence" | "deploy" | "recovery";
  /** An onset's place in the order, from 1; else a letter. */
  sign: string;
  atMs: number;
  endMs: number | null;
  /** Prose. */
  title: string;
  service: string | null;
  category: Category | null;
  severity: Severity | null;
  findingId: string | null;
  evidence: number[];
}

const SIGNS = { burst: "B", silence: "S", deploy: "D", recovery: "R" } as const;

/** Everything that has a moment, in order: onsets by number, the story's other marks, findings that begin with the log. */
export function entriesOf({ story, findings: all }: Overview): TimelineEntry[] {
  if (story === null) return [];
  const findings = all.filter(({ suppression }) => suppression === null);
  const onsets = story.onsets.map((onset) => [`${onset.atMs} ${onset.title}`, onset] as const);
  const byMoment = new Map(onsets);
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const told = new Set<string>();
  let number = 0;
  const marks = story.marks.map((mark): TimelineEntry => {
    const { kind, atMs, endMs, title, evidence } = mark;
    const onset = kind === "onset" ? byMoment.get(`${atMs} ${title}`) : undefined;
    const finding = onset?.kind === "finding" ? byId.get(onset.ref) : undefined;
    if (finding !== undefined) told.add(finding.id);
    return {
      kind,
      sign: kind === "onset" ? String(++number) : SIGNS[kind],
      atMs,
      endMs,
      title,
      service: onset?.service ?? null,
      category: onset?.category ?? null,
      severity: finding?.severity ?? null,
      findingId: finding?.id ?? null,
      evidence,
    };
  });
  const others = findings.flatMap((finding): TimelineEntry[] =>
    told.has(finding.id) || finding.firstMs === null
      ? []
      : [
          {
            kind: "finding",
            sign: "F",
            atMs: finding.firstMs,
            endMs: null,
            title: finding.title,
            service: finding.services[0] ?? null,
            category: finding.category,
            severity: finding.severity,
            findingId: finding.id,
            evidence: finding.evidence.slice(0, 3),
          },
        ],
  );
  return [...marks, ...others].toSorted((a, b) => a.atMs - b.atMs);
}

/** The entries that stand in a chart: the first onset, deploys and the recovery with their titles, later onsets as ticks. */
export function chartMarksOf(entries: readonly TimelineEntry[]): ChartMark[] {
  return entries.flatMap((entry): ChartMark[] => {
    const { kind, sign, atMs } = entry;
    if (kind !== "onset" && kind !== "deploy" && kind !== "recovery") return [];
    const weight = kind === "onset" && sign !== "1" ? "minor" : "major";
    return [{ kind, sign, atMs, weight, title: plainOf(entry.title) }];
  });
}

/** Prose without its markup. */
export function plainOf(prose: string): string {
  return parseProse(prose)
    .flatMap((span) => (span.kind === "cite" ? [] : [span.text]))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
