"use client";

import type { Stage } from "#contracts/ingestion.ts";
import { Button } from "#components/ui/button.tsx";
import { Stages } from "#components/ui/stages.tsx";
import { formatBytes, formatCount, formatShort } from "#lib/client/number.ts";
import { formatDuration } from "#lib/client/time.ts";
import { useIngestionActions } from "./actions.ts";
import { useIngestion } from "./ingestion-context.tsx";

const NAMES: Record<Stage["stage"], string> = {
  received: "Received",
  read: "Read",
  grouped: "Grouped",
  detected: "Detected",
  told: "Told",
};

/** The work by stage, with counts, a rate, what is left, and a way to stop it. */
export function Progress() {
  const { ingestion } = useIngestion();
  const { cancel } = useIngestionActions();
  const left = secondsLeft(ingestion.stages, ingestion.bytes, ingestion.events, ingestion.eventsPerSecond);
  return (
    <section
      aria-label="Progress"
      className="flex flex-wrap items-end gap-x-4 gap-y-2 px-3 pt-1 pb-2.5 md:flex-nowrap md:px-6"
    >
      <Stages
        className="min-w-0 flex-1"
        stages={ingestion.stages.map((stage) => ({
          name: NAMES[stage.stage],
          state: stage.state,
          detail: detailOf(stage, ingestion.events, ingestion.eventsPerSecond),
          share: stage.total === null || stage.total === 0 ? null : stage.done / stage.total,
        }))}
      />
      <p className="text-12 whitespace-nowrap text-fg-3 tabular-nums" aria-live="polite">
        {left === null
          ? "What is shown may still grow"
          : `about ${formatDuration(left * 1000)} left; what is shown may still grow`}
      </p>
      <Button size="sm" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {cancel.isPending ? "Cancelling…" : "Cancel"}
      </Button>
    </section>
  );
}

function detailOf(stage: Stage, events: number, rate: number | null): string {
  if (stage.state === "waiting") return "waiting";
  if (stage.stage === "read" && stage.state === "running") {
    const at = rate === null ? "" : ` at ${formatShort(rate)}/s`;
    return `${formatCount(events)} events${at}`;
  }
  if (stage.unit === "bytes") return formatBytes(stage.done);
  return `${formatCount(stage.done)} ${stage.unit}`;
}

/** Of reading, from its own rate; null while that cannot be told. */
function secondsLeft(stages: readonly Stage[], bytes: number, events: number, rate: number | null): number | null {
  const read = stages.find(({ stage }) => stage === "read");
  if (read?.state !== "running" || rate === null || rate <= 0 || events === 0 || read.done === 0) return null;
  const bytesPerEvent = read.done / events;
  const left = Math.ceil(((read.total ?? bytes) - read.done) / bytesPerEvent / rate);
  return left > 0 ? left : null;
}
