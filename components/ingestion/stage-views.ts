import type { Ingestion, Stage } from "#contracts/ingestion.ts";
import type { StageView } from "#components/ui/stages.tsx";
import { formatBytes, formatCount, formatShort } from "#lib/client/number.ts";

const NAMES: Record<Stage["stage"], string> = {
  received: "Received",
  read: "Read",
  grouped: "Grouped",
  detected: "Detected",
  told: "Told",
};

/** An ingestion's work as stages on screen. */
export function stageViews({ stages, events, eventsPerSecond }: Ingestion): StageView[] {
  return stages.map((stage) => ({
    name: NAMES[stage.stage],
    state: stage.state,
    detail: detailOf(stage, events, eventsPerSecond),
    share: stage.total === null || stage.total === 0 ? null : stage.done / stage.total,
  }));
}

function detailOf(stage: Stage, events: number, rate: number | null): string {
  if (stage.state === "waiting") return "waiting";
  if (stage.stage === "read" && stage.state === "running") {
    return `${formatCount(events)} events${rate === null ? "" : ` at ${formatShort(rate)}/s`}`;
  }
  return stage.unit === "bytes" ? formatBytes(stage.done) : `${formatCount(stage.done)} ${stage.unit}`;
}

/** Of reading, from its own rate; null while that cannot be told. */
export function secondsLeft({ stages, bytes, events, eventsPerSecond: rate }: Ingestion): number | null {
  const read = stages.find(({ stage }) => stage === "read");
  if (read?.state !== "running" || rate === null || rate <= 0 || events === 0 || read.done === 0) return null;
  const left = Math.ceil(((read.total ?? bytes) - read.done) / (read.done / events) / rate);
  return left > 0 ? left : null;
}

/** True while the work goes on, so that it is worth asking again. */
export function isWorking({ status }: Pick<Ingestion, "status">): boolean {
  return status === "receiving" || status === "queued" || status === "running";
}
