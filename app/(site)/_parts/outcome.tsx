"use client";

import { Download } from "lucide-react";
import { LevelHistogram } from "#components/charts/level-histogram.tsx";
import type { ChartMark } from "#components/charts/chart-marks.tsx";
import { Button } from "#components/ui/button.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Note } from "#components/ui/note.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Stages } from "#components/ui/stages.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatCount, formatShort, plural } from "#lib/client/number.ts";
import { formatDuration } from "#lib/client/time.ts";
import type { Input, Progress, Result } from "../_analysis/protocol.ts";
import type { Analysis } from "../_analysis/use-analysis.ts";
import { Answers, QUESTIONS } from "./answers.tsx";
import { download } from "./download.ts";
import { Keep } from "./keep.tsx";
import { stagesOf } from "./stages.ts";

interface OutcomeProps {
  analysis: Analysis;
  inputs: readonly Input[];
  /** Where one goes to keep it. */
  keepAt: string;
  open: number | null;
  onOpen: (from: number, to: number) => void;
  onStop: () => void;
}

/** The right half: what the analysis says, growing while it reads. */
export function Outcome({ analysis, inputs, keepAt, open, onOpen, onStop }: OutcomeProps) {
  const { state, progress, result, failure } = analysis;
  const refused = result === null && state === "done";
  const started = state !== "idle" && !refused;
  return (
    <section
      aria-label="Result"
      className="flex min-w-0 flex-col gap-3 pt-4 lg:border-l lg:border-line lg:pt-0 lg:pl-6"
    >
      {state === "idle" ? <Promise /> : null}
      {failure === null ? null : <Note tone="error">{failure}</Note>}
      {started ? <Stages stages={stagesOf(analysis)} /> : null}
      {started && progress !== null ? (
        <div className="flex min-h-(--h-control-sm) items-center gap-2" aria-live="polite">
          <span className="min-w-0 flex-1 text-12 text-fg-3 tabular-nums">{pace(progress, result, state)}</span>
          {state === "running" ? (
            <Button size="sm" onClick={onStop}>
              Stop
            </Button>
          ) : null}
        </div>
      ) : null}
      {result === null || result.axis.bins === 0 ? null : (
        <LevelHistogram
          histogram={{ axis: result.axis, levels: result.levelBins }}
          label="Events over time by level"
          zone="utc"
          height={64}
          marks={marksOf(result)}
          className="overflow-x-clip pt-2"
        />
      )}
      {started ? <Answers story={result?.story ?? null} open={open} onOpen={onOpen} /> : null}
      {result === null ? null : <Findings result={result} open={open} onOpen={onOpen} />}
      {result !== null && state === "done" ? (
        <div className="flex flex-wrap items-center gap-2.5">
          <Keep inputs={inputs} at={keepAt} />
          <Button onClick={() => download(result)}>
            <Download aria-hidden /> Report
          </Button>
          <p className="text-12 text-fg-2">Keeping it uploads the files, after sign-in. Not before.</p>
        </div>
      ) : null}
    </section>
  );
}

/** Before the first log: which questions will be answered here. */
function Promise() {
  return (
    <div>
      <h2 className="mb-2">Four answers appear here while it reads</h2>
      <dl>
        {QUESTIONS.map(({ key, question, hint }) => (
          <div key={key} className="border-t border-line py-2.5 first:border-t-0">
            <dt className="text-14 font-medium">{question}</dt>
            <dd className="text-fg-2">{hint}</dd>
          </div>
        ))}
      </dl>
      <p className="border-t border-line pt-2.5 text-fg-2">
        Answers are found by rules, not guessed by a model. A line in question looks like this:{" "}
        <EvidenceChip from={9412} />; a click shows it in the log.
      </p>
    </div>
  );
}

function pace(progress: Progress, result: Result | null, state: Analysis["state"]): string {
  const seconds = progress.tookMs / 1000;
  const rate = `${formatShort(progress.lines / Math.max(0.001, seconds))} lines/s`;
  const took = formatDuration(progress.tookMs);
  if (state !== "done") return `Partial result after ${took}, ${rate}. Numbers may still grow.`;
  const read = `${plural(progress.lines, "line")} in ${took}, ${rate}`;
  return result?.partial ? `Stopped: ${read}. What was read so far is below.` : `${read}.`;
}

function Findings({ result, open, onOpen }: { result: Result } & Pick<OutcomeProps, "open" | "onOpen">) {
  if (result.findings.length === 0) {
    return <p className="text-fg-2">No rule found a failure in {plural(result.events, "event")}.</p>;
  }
  return (
    <Table className="[&_td]:h-7">
      <caption className="sr-only">Findings, worst first</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Severity</th>
          <th scope="col">Finding</th>
          <th scope="col">Evidence</th>
          <th scope="col">Events</th>
        </tr>
      </thead>
      <tbody>
        {result.findings.map((finding) => (
          <tr key={finding.id}>
            <td>
              <SeverityMark severity={finding.severity} />
            </td>
            <td className="fill">
              <Prose text={finding.title} onOpen={onOpen} />
            </td>
            <td className="hidden md:table-cell">
              {finding.evidence.slice(0, 1).map((seq) => (
                <EvidenceChip key={seq} from={seq} open={open === seq} onOpen={onOpen} />
              ))}
            </td>
            <td className="num">{formatCount(finding.count)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function marksOf({ story }: Result): ChartMark[] {
  return story.onsets.flatMap((onset, index) =>
    onset.atMs === null
      ? []
      : [
          {
            atMs: onset.atMs,
            weight: index === 0 ? "major" : "minor",
            kind: "onset",
            sign: String(index + 1),
            title: onset.title.replaceAll(/[`*]/g, ""),
          } satisfies ChartMark,
        ],
  );
}
