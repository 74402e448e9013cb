import { percent } from "../explain/wording.ts";
import { code } from "../explain/prose.ts";
import { addUp, burstOf, CLEAR } from "./burst.ts";
import { FEW, MIN_EVENTS, type Beginning } from "./onsets.ts";
import { failedIn, type Scene } from "./scene.ts";
import type { ServiceSeries } from "./service-series.ts";

/** Why the order of events in time cannot be relied on, and what would settle it; null when it can. */
export interface Doubt {
  reason: string;
  check: string;
}

const MIN_STEPS = 30;
const MAX_BACK = 0.15;
const MIN_REQUESTS = 10;
const MAX_WIDE = 0.3;
const MIN_FAILED = 20;

/** Order in time is the strongest evidence a log gives; it is checked before anything is built on it. */
export function doubtOf(scene: Scene, beginnings: readonly Beginning[]): Doubt | null {
  return (
    undated(scene) ?? disordered(scene) ?? scattered(scene) ?? unbegun(scene, beginnings) ?? unrisen(scene, beginnings)
  );
}

function undated({ input: { tally, sources } }: Scene): Doubt | null {
  if (tally.firstMs !== null || sources.length < 2) return null;
  return {
    reason: "the lines carry no times, so lines of different sources cannot be put in order",
    check: "the same logs with timestamps",
  };
}

function disordered({ input: { links, sources } }: Scene): Doubt | null {
  const worst = links.disorder
    .filter(({ steps, back }) => steps >= MIN_STEPS && back / steps > MAX_BACK)
    .toSorted((a, b) => b.back / b.steps - a.back / a.steps)[0];
  if (worst === undefined) return null;
  return {
    reason: `times and lines contradict each other: ${percent(worst.back / worst.steps)} of the lines of ${code(sources[worst.source] ?? "")} step far back in time`,
    check: "the log as it was first written, or an export sorted by time",
  };
}

function scattered({ input: { links } }: Scene): Doubt | null {
  const { seen, wide } = links.requests;
  if (seen < MIN_REQUESTS || wide / seen <= MAX_WIDE) return null;
  return {
    reason: `times cannot be right: lines of one request lie far apart in ${wide} of ${seen} requests`,
    check: "the log with its original times",
  };
}

/** Failures that occur often enough to have a rate, and mostly have the same one all along. */
function unbegun({ input: { tally }, burst }: Scene, beginnings: readonly Beginning[]): Doubt | null {
  if (tally.firstMs === null || tally.events < MIN_EVENTS) return null;
  const failed = failedIn(tally.levels);
  const flat = burst !== null && failed >= MIN_FAILED && burst.strength < CLEAR;
  const rated = beginnings.filter(({ finding }) => finding !== null && finding.count >= FEW);
  const steady = rated.filter((beginning) => beginning.steady).length;
  if (!flat && steady * 2 <= rated.length) return null;
  return {
    reason: "failures are spread evenly over the whole log, so none of them is seen to begin",
    check: "the log of the hour before its first line",
  };
}

/** Above any rise that chance makes in one of many series. */
const SURE = 12;

/**
 * Failures of services that work as well, and whose share of the service's own lines is the same all along. The share, not the number: lines
 * that were given each other's times follow the traffic of their file, whatever they say. What is all that its service writes tells nothing.
 */
function unrisen(scene: Scene, beginnings: readonly Beginning[]): Doubt | null {
  const { tally, links } = scene.input;
  if (tally.firstMs === null || tally.events < MIN_EVENTS) return null;
  const { axis } = tally;
  const binOf = (ms: number) => Math.floor((ms - axis.startMs) / axis.binMs);
  const failures = [
    ...beginnings.map(({ finding, services }) => ({
      counts: finding?.bins ?? [],
      volume: addUp(services.map((service) => volumeOf(scene.seriesOf(service), binOf))),
    })),
    ...links.services.map((series) => ({
      counts: Object.entries(series.steps).map(([at, step]): [number, number] => [Number(at), step.failed]),
      volume: Object.entries(series.steps).map(([at, step]): [number, number] => [Number(at), step.all]),
    })),
  ].map(({ counts, volume }) => ({ counts: counts.filter(([, count]) => count > 0), volume }));
  const telling = failures.filter(({ counts, volume }) => couldRise(total(counts), total(volume)));
  const risen = telling.some(({ counts, volume }) => (burstOf(counts, volume)?.strength ?? 0) >= SURE);
  if (telling.length === 0 || risen) return null;
  return {
    reason:
      "failures keep the same share of the lines of their services over the whole log, so none of them is seen to begin",
    check: "the log of the hour before its first line, with its original times",
  };
}

/** Whether so many of so many lines would stand out clearly if they came together. */
const couldRise = (count: number, all: number): boolean =>
  count >= FEW && count < all && count * Math.log(all / count) >= 2 * SURE;

function volumeOf(series: ServiceSeries | null, binOf: (ms: number) => number): [number, number][] {
  if (series === null) return [];
  return Object.entries(series.steps).map(([at, step]) => [binOf((Number(at) + 0.5) * series.stepMs), step.all]);
}

const total = (counts: readonly [number, number][]): number => counts.reduce((sum, [, count]) => sum + count, 0);
