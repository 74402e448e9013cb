import { NO_ZONE, type Stamp } from "./stamp.ts";

/** A stamp made absolute. */
export interface Resolved {
  timestamp: string;
  timeMs: number;
  yearInferred: boolean;
  zoneUnknown: boolean;
}

export type Resolver = (stamp: Stamp) => Resolved | null;

/**
 * Turns stamps into ISO text and epoch milliseconds. Year-less rule: the latest year that puts the time not after the
 * moment the source was received, a day of slack for zones and clock skew; so New Year rolls over by itself, and a 29
 * February finds a leap year.
 *
 * @param zone IANA name or `±hh:mm` in which zone-less times are read; null reads them as UTC.
 */
export function createResolver(zone: string | null, receivedAt: string): Resolver {
  const zoneOffset = zone === null ? null : zoneReader(zone);
  const received = Date.parse(receivedAt);
  const limit = (Number.isNaN(received) ? 4_102_444_800_000 : received) + DAY_MS;
  const yearOf = createYearRule(limit);
  const day = createDayCache();

  return (stamp) => {
    if (stamp.month < 0) return null;
    let year = stamp.year;
    const yearInferred = year < 0;
    if (yearInferred) year = yearOf(stamp);
    else if (!exists(stamp, year)) return null;
    const { text, ms } = day(year, stamp.month, stamp.day);
    const wall = ms + clockMs(stamp);
    const known = stamp.offset !== NO_ZONE;
    const offset = known ? stamp.offset : zoneOffset === null ? 0 : zoneOffset(wall);
    return {
      timestamp: text + clockText(stamp) + offsetText(stamp.offset),
      timeMs: wall - offset * 60_000,
      yearInferred,
      zoneUnknown: !known && zone === null,
    };
  };
}

/** `10:00:00.123` of a stamp without a date. */
export function clockText(stamp: Stamp): string {
  return pad2(stamp.hour) + ":" + pad2(stamp.minute) + ":" + pad2(stamp.second) + fractionText(stamp);
}

const DAY_MS = 86_400_000;
const PADDED = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));
const pad2 = (n: number): string => PADDED[n] ?? String(n);

/** Neighbouring lines share their day: its text and its milliseconds are kept. */
function createDayCache(): (year: number, month: number, day: number) => { text: string; ms: number } {
  let key = -1;
  let kept = { text: "", ms: 0 };
  return (year, month, day) => {
    const asked = (year * 16 + month) * 32 + day;
    if (asked !== key) {
      key = asked;
      kept = { text: `${year}-${pad2(month)}-${pad2(day)}T`, ms: daysFromCivil(year, month, day) * DAY_MS };
    }
    return kept;
  };
}

function fractionText(stamp: Stamp): string {
  if (stamp.digits === 0) return "";
  const digits = stamp.digits;
  return "." + String(Math.round(stamp.nanos / 10 ** (9 - digits))).padStart(digits, "0");
}

function offsetText(offset: number): string {
  if (offset === NO_ZONE) return "";
  if (offset === 0) return "Z";
  const minutes = Math.abs(offset);
  return (offset < 0 ? "-" : "+") + pad2(Math.floor(minutes / 60)) + ":" + pad2(minutes % 60);
}

function exists(stamp: Stamp, year: number): boolean {
  if (stamp.day <= 28) return true;
  if (stamp.month === 2) return stamp.day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return stamp.day <= 30 || (stamp.month !== 4 && stamp.month !== 6 && stamp.month !== 9 && stamp.month !== 11);
}

/** Clocks go up to 24:59:61.999. */
const MAX_CLOCK_MS = 90_001_999;

/** The latest year that puts a time not after `limit`. On most days it does not depend on the clock: then the day's is kept. */
function createYearRule(limit: number): (stamp: Stamp) => number {
  const limitYear = new Date(limit).getUTCFullYear();
  const latest = (stamp: Stamp, clock: number): number => {
    let year = limitYear;
    while (daysFromCivil(year, stamp.month, stamp.day) * DAY_MS + clock > limit || !exists(stamp, year)) year -= 1;
    return year;
  };
  let key = -1;
  let kept: number | null = null;
  return (stamp) => {
    const asked = stamp.month * 32 + stamp.day;
    if (asked !== key) {
      key = asked;
      const early = latest(stamp, 0);
      kept = early === latest(stamp, MAX_CLOCK_MS) ? early : null;
    }
    return kept ?? latest(stamp, clockMs(stamp));
  };
}

function clockMs(stamp: Stamp): number {
  return (stamp.hour * 3600 + stamp.minute * 60 + stamp.second) * 1000 + Math.floor(stamp.nanos / 1_000_000);
}

function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
}

/** Wall clock (as if UTC) → minutes east of UTC. Offsets change at most once an hour, so an hour's answer is kept. */
function zoneReader(zone: string): (wall: number) => number {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (fixed !== null) {
    const minutes = (Number(fixed[2]) * 60 + Number(fixed[3])) * (fixed[1] === "-" ? -1 : 1);
    return () => minutes;
  }
  const offsetAt = ianaOffset(zone);
  let hour = Number.NaN;
  let kept = 0;
  return (wall) => {
    const now = Math.floor(wall / 3_600_000);
    if (now === hour) return kept;
    hour = now;
    // the first guess may stand on the wrong side of a change of the clocks
    kept = offsetAt(wall - offsetAt(wall) * 60_000);
    return kept;
  };
}

function ianaOffset(zone: string): (instant: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    return () => 0;
  }
  return (instant) => {
    const name = format.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? "";
    const match = /([+-])(\d\d):(\d\d)/.exec(name);
    return match === null ? 0 : (Number(match[2]) * 60 + Number(match[3])) * (match[1] === "-" ? -1 : 1);
  };
}
