import { formatTime, type Zone } from "#lib/client/time.ts";

/** How a chart over a span writes its moments: with the day where the span has several, with the year where it has most of one. */
export interface Clock {
  /** The span is longer than a day. */
  days: boolean;
  /** Milliseconds to add to UTC for the zone's wall clock at that moment. */
  offsetAt: (ms: number) => number;
  /** A tick: as much of the time as a step of `stepMs` needs. */
  tick: (ms: number, stepMs: number) => string;
  /** A moment to the second. */
  time: (ms: number) => string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const YEARLIKE = 300 * DAY;

export function clockOf(zone: Zone, startMs: number, endMs: number): Clock {
  const days = endMs - startMs > DAY;
  const years = endMs - startMs > YEARLIKE;
  const offsetAt = (ms: number) => (zone === "utc" ? 0 : -new Date(ms).getTimezoneOffset() * MINUTE);
  return {
    days,
    offsetAt,
    tick: (ms, stepMs) => {
      if (years) return formatTime(ms, zone, "month");
      const midnight = (ms + offsetAt(ms)) % DAY === 0;
      if (stepMs >= DAY || (days && midnight)) return formatTime(ms, zone, "day");
      return formatTime(ms, zone, stepMs < MINUTE ? "clock" : "minute");
    },
    time: (ms) => {
      if (years) return formatTime(ms, zone, "full");
      return (days ? `${formatTime(ms, zone, "day")}, ` : "") + formatTime(ms, zone, "clock");
    },
  };
}
