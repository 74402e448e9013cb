/**
 * A time as a line states it. One scratch object is reused for every line, so that reading a time allocates nothing.
 * Absent parts are -1; `offset` is `NO_ZONE` when the text has none.
 */
export interface Stamp {
  start: number;
  /** Index behind the last character that belongs to the time. */
  end: number;
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Fraction of the second in nanoseconds, and the digits it was written with (0 to 9). */
  nanos: number;
  digits: number;
  /** Minutes east of UTC. */
  offset: number;
  /** The text was `03/04/…`: day and month follow the source's date order. */
  ordered: boolean;
  /** Seconds since 1970 were stated instead of a calendar date. */
  epoch: boolean;
}

export const NO_ZONE = 100_000;

export function createStamp(): Stamp {
  return {
    start: 0,
    end: 0,
    year: -1,
    month: -1,
    day: -1,
    hour: -1,
    minute: -1,
    second: -1,
    nanos: 0,
    digits: 0,
    offset: NO_ZONE,
    ordered: false,
    epoch: false,
  };
}

export function resetStamp(stamp: Stamp, start: number): void {
  stamp.start = start;
  stamp.end = start;
  stamp.year = -1;
  stamp.month = -1;
  stamp.day = -1;
  stamp.hour = -1;
  stamp.minute = -1;
  stamp.second = -1;
  stamp.nanos = 0;
  stamp.digits = 0;
  stamp.offset = NO_ZONE;
  stamp.ordered = false;
  stamp.epoch = false;
}

/** A date was stated, with or without its year. */
export const hasDate = (stamp: Stamp): boolean => stamp.month > 0;
