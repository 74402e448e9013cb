import type { StageView } from "#components/ui/stages.tsx";
import { formatCount, formatShort } from "#lib/client/number.ts";
import type { Analysis } from "../_analysis/use-analysis.ts";

/** The five stages of an analysis in the tab. Lines, events and groups grow together; findings and story come at the end. */
export function stagesOf({ state, progress, result, failure }: Analysis): StageView[] {
  const reading = progress === null || progress.stage === "read";
  const share =
    progress === null || progress.totalBytes === null || progress.totalBytes === 0
      ? null
      : progress.bytes / progress.totalBytes;
  const read = reading && state !== "done" ? ("running" as const) : ("done" as const);
  const rest = state === "done" ? (result === null ? "waiting" : "done") : reading ? "waiting" : "running";
  const counted = (count: number) => (progress === null ? "waiting" : formatCount(count));
  const seconds = Math.max(0.001, (progress?.tookMs ?? 0) / 1000);
  return [
    { name: "Lines", state: progress === null ? "waiting" : read, detail: counted(progress?.lines ?? 0), share },
    {
      name: "Events",
      state: progress === null ? "waiting" : read,
      detail:
        reading && progress !== null
          ? `${formatCount(progress.events)} at ${formatShort(progress.events / seconds)}/s`
          : counted(progress?.events ?? 0),
      share,
    },
    {
      name: "Groups",
      state: progress === null ? "waiting" : read,
      detail: result !== null && !reading ? formatCount(result.groupCount) : counted(progress?.groups ?? 0),
      share,
    },
    {
      name: "Findings",
      state: rest,
      detail: result === null ? "waiting" : `${result.findings.length}${reading ? " so far" : ""}`,
    },
    { name: "Story", state: rest, detail: rest === "done" ? (failure === null ? "told" : "partial") : "waiting" },
  ];
}
