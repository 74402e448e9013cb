import type { Rate } from "./rule.ts";

/** What a rate needs to remember of the times of its matches. Plain JSON, bounded, and of constant cost per match. */
export interface RateSeen {
  /** Spike and sustained: it was there once, the rest is forgotten. */
  reached: boolean;
  /** Spike: the last `atLeast` times, a ring that goes on at `at`. */
  ring: number[];
  at: number;
  /** Sustained: matches per window of `withinMs`. */
  windows: Record<number, number>;
  /** Periodic: the first beats. */
  beats: number[];
}

export const MAX_SPIKE = 1_000;
export const MAX_WINDOWS = 1_000;
const MAX_BEATS = 500;
const TOLERANCE = 0.1;
const REGULAR_SHARE = 0.8;

export function seeRate(seen: RateSeen | undefined, rate: Rate, timeMs: number | null): RateSeen {
  const next = seen ?? { reached: false, ring: [], at: 0, windows: {}, beats: [] };
  if (next.reached) return next;
  if (rate.kind === "periodic") seeBeat(next, timeMs);
  else if (rate.kind === "sustained") seeWindow(next, rate, timeMs);
  else seeSpike(next, rate, timeMs);
  return next;
}

/** Whether the matches came at the rate. */
export function isReached(seen: RateSeen | undefined, rate: Rate): boolean {
  if (seen === undefined) return false;
  return rate.kind === "periodic" ? isPeriodic(seen.beats, rate) : seen.reached;
}

function seeSpike(seen: RateSeen, { atLeast, withinMs }: { atLeast: number; withinMs: number }, timeMs: number | null) {
  // Without times the window is the number of lines: as many matches as asked for, however far apart.
  const now = timeMs ?? 0;
  seen.ring[seen.at] = now;
  seen.at = (seen.at + 1) % Math.min(atLeast, MAX_SPIKE);
  const oldest = seen.ring[seen.at];
  // Time steps back where another source begins.
  if (oldest === undefined || Math.abs(now - oldest) > withinMs) return;
  seen.reached = true;
  seen.ring = [];
}

function seeWindow(
  seen: RateSeen,
  { atLeast, withinMs, forMs }: { atLeast: number; withinMs: number; forMs: number },
  timeMs: number | null,
): void {
  if (timeMs === null) return;
  const window = Math.floor(timeMs / withinMs);
  const count = (seen.windows[window] ?? 0) + 1;
  seen.windows[window] = count;
  if (count !== atLeast) return;
  const wanted = Math.max(1, Math.floor(forMs / withinMs));
  const isFull = (at: number) => (seen.windows[at] ?? 0) >= atLeast;
  let from = window;
  let to = window;
  while (isFull(from - 1) && to - from + 1 < wanted) from -= 1;
  while (isFull(to + 1) && to - from + 1 < wanted) to += 1;
  seen.reached = to - from + 1 >= wanted;
  if (seen.reached) seen.windows = {};
  else forgetOldest(seen.windows);
}

/** Twice as many as a run can need. Integer keys are in ascending order. */
function forgetOldest(windows: Record<number, number>): void {
  const known = Object.keys(windows);
  if (known.length > 2 * MAX_WINDOWS) for (const key of known.slice(0, MAX_WINDOWS)) delete windows[Number(key)];
}

function seeBeat(seen: RateSeen, timeMs: number | null): void {
  if (timeMs !== null && seen.beats.length < MAX_BEATS && seen.beats.at(-1) !== timeMs) seen.beats.push(timeMs);
}

function isPeriodic(times: readonly number[], rate: { atLeast: number; everyMs: number | null }): boolean {
  const everyMs = rate.everyMs ?? usualGap(times);
  if (everyMs === null) return false;
  const beats: number[] = [];
  // Several lines of one beat count once.
  for (const time of times.toSorted((a, b) => a - b))
    if (time - (beats.at(-1) ?? -Infinity) > everyMs / 4) beats.push(time);
  const gaps = gapsOf(beats);
  const regular = gaps.filter((gap) => Math.abs(gap - everyMs) <= everyMs * TOLERANCE).length;
  return regular + 1 >= rate.atLeast && regular >= REGULAR_SHARE * gaps.length;
}

/** The median of the gaps. */
function usualGap(times: readonly number[]): number | null {
  const gaps = gapsOf(times.toSorted((a, b) => a - b)).toSorted((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? null;
}

const gapsOf = (times: readonly number[]): number[] => times.slice(1).map((time, index) => time - (times[index] ?? 0));
