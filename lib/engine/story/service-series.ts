import type { LogEvent } from "../events/event.ts";

/** Counts of one step of time. */
export interface SeriesStep {
  all: number;
  failed: number;
  /** The earliest failed event of the step; 0 when none failed. */
  seq: number;
  atMs: number;
}

/** How one service did over time. Plain JSON; `steps` is by `floor(timeMs / stepMs)`, ascending. */
export interface ServiceSeries {
  service: string;
  events: number;
  failed: number;
  firstFailedSeq: number | null;
  lastFailedSeq: number | null;
  /** Events that answered a client, and those of them that answered 5xx. */
  answers: number;
  serverErrors: number;
  /** The first and last seq that answered 5xx. */
  serverErrorSeqs: [number, number] | null;
  stepMs: number;
  steps: Record<number, SeriesStep>;
}

const MAX_STEPS = 512;

/** A series that still counts, with the number of its steps. */
export interface GrowingSeries {
  series: ServiceSeries;
  width: number;
}

export function newSeries(service: string): GrowingSeries {
  const series = {
    service,
    events: 0,
    failed: 0,
    firstFailedSeq: null,
    lastFailedSeq: null,
    answers: 0,
    serverErrors: 0,
    serverErrorSeqs: null,
    stepMs: 1000,
    steps: {},
  };
  return { series, width: 0 };
}

export function count(growing: GrowingSeries, event: LogEvent, failed: boolean, status: number | null): void {
  const { series } = growing;
  series.events += 1;
  if (failed) {
    series.failed += 1;
    series.firstFailedSeq ??= event.seq;
    series.lastFailedSeq = event.seq;
  }
  if (status !== null) {
    series.answers += 1;
    if (status >= 500) {
      series.serverErrors += 1;
      series.serverErrorSeqs = [series.serverErrorSeqs?.[0] ?? event.seq, event.seq];
    }
  }
  if (event.timeMs !== null) countAt(growing, event.timeMs, event.seq, failed);
}

function countAt(growing: GrowingSeries, timeMs: number, seq: number, failed: boolean): void {
  const { series } = growing;
  const at = Math.floor(timeMs / series.stepMs);
  let step = series.steps[at];
  if (step === undefined) {
    series.steps[at] = step = { all: 0, failed: 0, seq: 0, atMs: 0 };
    growing.width += 1;
  }
  step.all += 1;
  if (failed) add(step, 1, seq, timeMs);
  while (growing.width > MAX_STEPS) coarsen(growing);
}

function add(step: SeriesStep, failed: number, seq: number, atMs: number): void {
  if (step.failed === 0 || atMs < step.atMs) {
    step.seq = seq;
    step.atMs = atMs;
  }
  step.failed += failed;
}

function coarsen(growing: GrowingSeries): void {
  const { series } = growing;
  const wider: Record<number, SeriesStep> = {};
  for (const [at, step] of Object.entries(series.steps)) {
    const half = Math.floor(Number(at) / 2);
    const into = (wider[half] ??= { all: 0, failed: 0, seq: 0, atMs: 0 });
    into.all += step.all;
    if (step.failed > 0) add(into, step.failed, step.seq, step.atMs);
  }
  series.steps = wider;
  series.stepMs *= 2;
  growing.width = Object.keys(wider).length;
}
