import type { Histogram } from "#contracts/ingestion.ts";

/** Layers of the stack from the bottom up. Luminance runs one way, so the stack reads in greyscale. */
export const LAYERS = [
  { layer: "debug", name: "debug and quieter", levels: ["unknown", "trace", "debug"], fill: "var(--color-fill-debug)" },
  { layer: "info", name: "info", levels: ["info"], fill: "var(--color-fill-info)" },
  { layer: "warn", name: "warn", levels: ["warn"], fill: "var(--color-fill-warn)" },
  { layer: "error", name: "error", levels: ["error"], fill: "var(--color-fill-error)" },
  { layer: "fatal", name: "fatal", levels: ["fatal"], fill: "var(--color-fill-fatal)" },
] as const;
export type Layer = (typeof LAYERS)[number]["layer"];

export interface Bar {
  atMs: number;
  total: number;
  layers: Record<Layer, number>;
}

/** A histogram made ready to draw: at most `maxBars` bars of equal width, every event still counted. */
export interface Bars {
  startMs: number;
  endMs: number;
  binMs: number;
  /** The highest bar's total, at least 1. */
  peak: number;
  bars: Bar[];
}

export function barsOf(histogram: Histogram, maxBars: number): Bars {
  const { startMs, binMs, bins } = histogram.axis;
  const step = Math.max(1, Math.ceil(bins / maxBars));
  const width = binMs * step;
  const bars = Array.from({ length: Math.ceil(bins / step) }, (_, index) => emptyBar(startMs + index * width));
  for (const { layer, levels } of LAYERS) {
    for (const level of levels) {
      for (const [bin, count] of histogram.levels[level] ?? []) {
        const bar = bars[Math.floor(bin / step)];
        if (bar === undefined) continue;
        bar.layers[layer] += count;
        bar.total += count;
      }
    }
  }
  const peak = Math.max(1, ...bars.map((bar) => bar.total));
  return { startMs, endMs: startMs + bars.length * width, binMs: width, peak, bars };
}

/** A histogram's totals in the bins of another chart; what lies across an edge is shared out by time. */
export function valuesOf({ axis, levels }: Histogram, bars: Bars): number[] {
  const values = bars.bars.map(() => 0);
  for (const bins of Object.values(levels)) {
    for (const [bin, count] of bins ?? []) {
      const from = (axis.startMs + bin * axis.binMs - bars.startMs) / bars.binMs;
      const until = from + axis.binMs / bars.binMs;
      for (let at = Math.max(0, Math.floor(from)); at < Math.min(values.length, until); at++) {
        const overlap = Math.min(until, at + 1) - Math.max(from, at);
        values[at] = (values[at] ?? 0) + (count * overlap) / (until - from);
      }
    }
  }
  return values;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY),
];

/** Round moments between two times, about `wanted` of them. `offsetMs`: the zone's, so that local hours are round too. */
export function ticksOf(
  startMs: number,
  endMs: number,
  wanted: number,
  offsetMs = 0,
): { stepMs: number; at: number[] } {
  const span = Math.max(1, endMs - startMs);
  const stepMs = STEPS.find((step) => span / step <= wanted) ?? Math.ceil(span / wanted / (365 * DAY)) * 365 * DAY;
  const first = Math.ceil((startMs + offsetMs) / stepMs) * stepMs - offsetMs;
  const at: number[] = [];
  for (let tick = first; tick <= endMs; tick += stepMs) at.push(tick);
  return { stepMs, at };
}

function emptyBar(atMs: number): Bar {
  return { atMs, total: 0, layers: { debug: 0, info: 0, warn: 0, error: 0, fatal: 0 } };
}
