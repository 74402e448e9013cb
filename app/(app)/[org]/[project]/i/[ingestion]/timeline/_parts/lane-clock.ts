import type { Histogram, Overview } from "#contracts/ingestion.ts";

/** Milliseconds by which the clock of a lane's service is ahead, as the story took them off. */
export function aheadOf(story: Overview["story"], service: string): number {
  return story?.order.find((one) => one.service === service)?.aheadMs ?? 0;
}

/** The counts at the times that a right clock would have shown, so that bars stand where their onset does. */
export function corrected(histogram: Histogram | undefined, aheadMs: number): Histogram | undefined {
  if (histogram === undefined || aheadMs === 0) return histogram;
  return { ...histogram, axis: { ...histogram.axis, startMs: histogram.axis.startMs - aheadMs } };
}

/** What a reader must know of the times of the lanes; empty where all clocks are taken as they are. */
export const clockNote = (story: Overview["story"]): string =>
  (story?.order ?? []).some(({ aheadMs = 0 }) => aheadMs !== 0) ? "in corrected times; " : "";
