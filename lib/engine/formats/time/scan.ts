import { isDigit, isLetter, isWordChar } from "../chars.ts";
import { NO_ZONE, resetStamp, type Stamp } from "./stamp.ts";
import { ZONE_MINUTES } from "./zones.ts";

/** How `03/04/2024` is read: month first or day first. */
export type DateOrder = "mdy" | "dmy" | "ymd";

/**
 * Reads a date with a clock, or a clock alone, that begins at `pos`. Fills `out` and answers true, or answers false.
 * Hand-written over char codes: linear, and the hottest loop of the reader. Epoch numbers have `scanEpoch`.
 */
export function scanTime(text: string, pos: number, out: Stamp, order: DateOrder): boolean {
  resetStamp(out, pos);
  const c = text.charCodeAt(pos);
  if (isDigit(c)) return fromDigits(text, pos, out, order) && plausible(out);
  if (isLetter(c)) return fromName(text, pos, out) && plausible(out);
  return false;
}

/** Reads seconds, milli-, micro- or nanoseconds since 1970 between 2001 and 2065, told apart by their digits. */
export function scanEpoch(text: string, pos: number, out: Stamp): boolean {
  resetStamp(out, pos);
  const n = digitRun(text, pos, 20);
  if (n !== 10 && n !== 13 && n !== 16 && n !== 19) return false;
  const seconds = number(text, pos, 10);
  if (seconds < 978_307_200 || seconds > 3_000_000_000) return false;
  let end = pos + n;
  let digits = n - 10;
  let nanos = digits === 0 ? 0 : scaled(number(text, pos + 10, digits), digits);
  if (n === 10 && text.charCodeAt(end) === DOT && isDigit(text.charCodeAt(end + 1))) {
    const run = digitRun(text, end + 1, 9);
    nanos = scaled(number(text, end + 1, run), run);
    digits = run;
    end += 1 + run;
  }
  setEpoch(out, seconds, nanos, digits);
  out.end = end;
  return true;
}

/** Fills the calendar fields of `out` from an epoch. */
export function setEpoch(out: Stamp, seconds: number, nanos: number, digits: number): void {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  civilFromDays(days, out);
  out.hour = Math.floor(rest / 3600);
  out.minute = Math.floor((rest % 3600) / 60);
  out.second = rest % 60;
  out.nanos = nanos;
  out.digits = digits;
  out.offset = 0;
  out.epoch = true;
}

const SPACE = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const UPPER_T = 84;
const UNDERSCORE = 95;

const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
const MONTH_TAILS = ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"] as const;
const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");

function fromDigits(text: string, pos: number, out: Stamp, order: DateOrder): boolean {
  const n = digitRun(text, pos, 15);
  const next = text.charCodeAt(pos + n);
  switch (n) {
    case 4:
      // 2024 May  2 10:15:03
      if (next === SPACE && isLetter(text.charCodeAt(pos + 5)))
        return fromName(text, pos + 5, out) && setYear(out, number(text, pos, 4));
      return next === MINUS || next === SLASH || next === DOT ? yearFirst(text, pos, out) : false;
    case 8:
      return (
        setDate(out, number(text, pos, 4), number(text, pos + 4, 2), number(text, pos + 6, 2)) &&
        gapClock(text, pos + 8, out)
      );
    case 14:
      if (!setDate(out, number(text, pos, 4), number(text, pos + 4, 2), number(text, pos + 6, 2))) return false;
      return packedClock(text, pos + 8, out);
    case 6:
      // 081109 203615 | 130324  0:04:00
      return (
        (next === SPACE || next === MINUS) &&
        setDate(out, 2000 + number(text, pos, 2), number(text, pos + 2, 2), number(text, pos + 4, 2)) &&
        gapClock(text, pos + 6, out)
      );
    case 1:
    case 2:
      return next === COLON ? clock(text, pos, out) : dayOrMonthFirst(text, pos, n, next, out, order);
    default:
      return false;
  }
}

/** 2024-03-01T10:00:00Z | 2024/03/01 10:00:00 | 2005-06-03-15.42.50.675872 | 2024-Mar-01 10:00:00 */
function yearFirst(text: string, pos: number, out: Stamp): boolean {
  const separator = text.charCodeAt(pos + 4);
  const year = number(text, pos, 4);
  let at = pos + 5;
  let month: number;
  if (isDigit(text.charCodeAt(at))) {
    const width = digitRun(text, at, 3);
    if (width > 2) return false;
    month = number(text, at, width);
    at += width;
  } else {
    month = monthAt(text, at);
    at += 3;
  }
  if (month < 1 || text.charCodeAt(at) !== separator) return false;
  at += 1;
  const width = Math.min(2, digitRun(text, at, 4));
  if (width === 0 || !setDate(out, year, month, number(text, at, width))) return false;
  return gapClock(text, at + width, out);
}

/** 13/Jul/2016:10:55:36 | 03/04/2024 10:00 | 17/06/09 20:10:40 | 31-Jul-2020 16:40 | 10.30 16:49:06 | 01 Aug 2023 10:00 | 09Feb2024 11:42 */
function dayOrMonthFirst(
  text: string,
  pos: number,
  n: number,
  separator: number,
  out: Stamp,
  order: DateOrder,
): boolean {
  const first = number(text, pos, n);
  if (isLetter(separator)) {
    const month = monthAt(text, pos + n);
    if (month < 1 || digitRun(text, pos + n + 3, 5) !== 4) return false;
    return setDate(out, number(text, pos + n + 3, 4), month, first) && gapClock(text, pos + n + 7, out);
  }
  if (separator !== SLASH && separator !== MINUS && separator !== DOT && separator !== SPACE) return false;
  let at = pos + n + 1;
  if (isLetter(text.charCodeAt(at))) return dayThenName(text, at, first, out);
  if (separator === SPACE) return false;
  const width = digitRun(text, at, 3);
  if (width === 0 || width > 2) return false;
  const second = number(text, at, width);
  at += width;
  if (text.charCodeAt(at) !== separator) return yearlessPair(text, at, first, second, out);
  const yearWidth = digitRun(text, at + 1, 5);
  if (yearWidth !== 2 && yearWidth !== 4) return false;
  const third = number(text, at + 1, yearWidth);
  at += 1 + yearWidth;
  return orderedDate(out, first, second, third, yearWidth, separator, order) && gapClock(text, at, out);
}

/** The three numbers of a date whose order is not written on it. */
function orderedDate(
  out: Stamp,
  first: number,
  second: number,
  third: number,
  yearWidth: number,
  separator: number,
  order: DateOrder,
): boolean {
  if (yearWidth === 2 && (order === "ymd" || first > 31 || third > 31))
    return setDate(out, 2000 + first, second, third);
  const year = yearWidth === 2 ? 2000 + third : third;
  out.ordered = true;
  if (first > 12) return setDate(out, year, second, first);
  if (second > 12) return setDate(out, year, first, second);
  const dayFirst = separator === DOT || order === "dmy";
  return dayFirst ? setDate(out, year, second, first) : setDate(out, year, first, second);
}

/** 03-17 16:13:38.811 | 10.30 16:49:06 | 12/28-12:55:38.765402 */
function yearlessPair(text: string, at: number, month: number, day: number, out: Stamp): boolean {
  if (month > 12 && day <= 12) [month, day] = [day, month];
  return setDate(out, -1, month, day) && gapClock(text, at, out);
}

/** 13/Jul/2016:10:55:36 | 31-Jul-2020 16:40:38 | 1 Aug 2023 10:00:00 | 01 Aug 10:00:00.123 */
function dayThenName(text: string, at: number, day: number, out: Stamp): boolean {
  const month = monthAt(text, at);
  if (month < 1) return false;
  at = monthEnd(text, at, month);
  const separator = text.charCodeAt(at);
  if (separator !== SLASH && separator !== MINUS && separator !== SPACE) return false;
  const width = digitRun(text, at + 1, 5);
  if ((width === 4 || (width === 2 && separator !== SPACE)) && text.charCodeAt(at + 1 + width) !== COLON + 1) {
    const year = number(text, at + 1, width);
    return setDate(out, width === 2 ? 2000 + year : year, month, day) && gapClock(text, at + 1 + width, out);
  }
  return separator === SPACE && setDate(out, -1, month, day) && gapClock(text, at, out);
}

/** Jun 14 15:16:01 | Sun Dec 04 04:47:44 2005 | Feb 20 2020 16:11:11 | Jul 09, 2015 3:23:29 PM | Mar-18 21:41:15.684 | Mon, 01 Jan 2024 10:00:00 GMT */
function fromName(text: string, pos: number, out: Stamp): boolean {
  let at = pos;
  let month = monthAt(text, at);
  if (month < 1) {
    at = weekdayEnd(text, at);
    if (at < 0) return false;
    if (text.charCodeAt(at) === COMMA) at += 1;
    while (text.charCodeAt(at) === SPACE) at += 1;
    if (isDigit(text.charCodeAt(at))) {
      const n = digitRun(text, at, 5);
      // Thu 2024-05-02 10:15:03 UTC
      if (n === 4) return yearFirst(text, at, out);
      if (n > 2) return false;
      const day = number(text, at, n);
      return (
        (text.charCodeAt(at + n) === SPACE || text.charCodeAt(at + n) === MINUS) &&
        isLetter(text.charCodeAt(at + n + 1)) &&
        dayThenName(text, at + n + 1, day, out)
      );
    }
    month = monthAt(text, at);
    if (month < 1) return false;
  }
  at = monthEnd(text, at, month);
  const separator = text.charCodeAt(at);
  if (separator !== SPACE && separator !== MINUS) return false;
  at += 1;
  while (text.charCodeAt(at) === SPACE) at += 1;
  const width = digitRun(text, at, 3);
  if (width === 0 || width > 2) return false;
  const day = number(text, at, width);
  at += width;
  let year = -1;
  if (text.charCodeAt(at) === COMMA) at += 1;
  if (text.charCodeAt(at) === SPACE && digitRun(text, at + 1, 5) === 4 && text.charCodeAt(at + 5) !== COLON) {
    year = number(text, at + 1, 4);
    at += 5;
    if (text.charCodeAt(at) === COMMA) at += 1;
  }
  return setDate(out, year, month, day) && gapClock(text, at, out);
}

/** The separator between date and clock, then the clock. */
function gapClock(text: string, pos: number, out: Stamp): boolean {
  let at = pos;
  const c = text.charCodeAt(at);
  // 2-May-2024::10:15:03 | [2024-05-02][10:15:03]
  if ((c === COLON && text.charCodeAt(at + 1) === COLON) || (c === 93 && text.charCodeAt(at + 1) === 91)) at += 2;
  else if (c === UPPER_T || c === 116 || c === UNDERSCORE || c === COLON || c === MINUS) at += 1;
  else if (c === COMMA && text.charCodeAt(at + 1) !== SPACE) at += 1;
  else {
    if (c === COMMA) at += 1;
    let gap = 0;
    while ((text.charCodeAt(at) === SPACE || text.charCodeAt(at) === 9) && gap < 3) {
      at += 1;
      gap += 1;
    }
    if (gap === 0 && c !== COMMA && !isDigit(c)) return false;
    // W3C and journal exports write `2024-03-01 at 10:00:00`; nothing else stands between date and clock
    if (text.startsWith("at ", at)) at += 3;
  }
  const n = digitRun(text, at, 7);
  if (n === 6) return packedClock(text, at, out);
  return n > 0 && n < 3 && clock(text, at, out);
}

/** 203615 | 203615.123 */
function packedClock(text: string, pos: number, out: Stamp): boolean {
  if (digitRun(text, pos, 7) !== 6) return false;
  return clockTail(text, pos + 6, out, number(text, pos, 2), number(text, pos + 2, 2), number(text, pos + 4, 2));
}

/** 16:13:38.811 | 3:23:29 PM | 15.42.50.675872 | 11:56 (only behind a date) | 23:7:6:86 */
function clock(text: string, pos: number, out: Stamp): boolean {
  const hourWidth = digitRun(text, pos, 3);
  const separator = text.charCodeAt(pos + hourWidth);
  if (hourWidth > 2 || (separator !== COLON && !(separator === DOT && out.month > 0))) return false;
  let at = pos + hourWidth + 1;
  const minuteWidth = digitRun(text, at, 3);
  if (minuteWidth === 0 || minuteWidth > 2) return false;
  const hour = number(text, pos, hourWidth);
  const minute = number(text, at, minuteWidth);
  at += minuteWidth;
  if (text.charCodeAt(at) !== separator) {
    return (
      (out.month > 0 || isMeridiem(text, at)) &&
      minuteWidth === 2 &&
      separator === COLON &&
      clockTail(text, at, out, hour, minute, 0)
    );
  }
  const secondWidth = digitRun(text, at + 1, 3);
  if (secondWidth === 0 || secondWidth > 2) return false;
  // unpadded minutes and seconds exist behind a date only; `1:2:3` alone is no clock
  if (out.month < 0 && (minuteWidth < 2 || secondWidth < 2)) return false;
  return clockTail(text, at + 1 + secondWidth, out, hour, minute, number(text, at + 1, secondWidth));
}

/** Fraction, AM/PM, zone, and the year where ctime puts it. */
function clockTail(text: string, pos: number, out: Stamp, hour: number, minute: number, second: number): boolean {
  let at = pos;
  out.hour = hour;
  out.minute = minute;
  out.second = second;
  const mark = text.charCodeAt(at);
  if (mark === DOT || mark === COMMA || mark === COLON) at = fraction(text, at, mark, out);
  at = meridiem(text, at, out);
  at = zone(text, at, out);
  at = trailingYear(text, at, out);
  out.end = at;
  const next = text.charCodeAt(at);
  return !isWordChar(next) || next === 124;
}

function fraction(text: string, pos: number, mark: number, out: Stamp): number {
  const n = digitRun(text, pos + 1, 12);
  // `10:00:00:123` has three digits at most; `10:00:00: 42 things` and `10:00:00,5 items` are no fractions
  if (n === 0 || n > 9 || (mark === COLON && (n > 3 || out.month < 0))) return pos;
  const after = text.charCodeAt(pos + 1 + n);
  if (mark === COLON && after === COLON) return pos;
  // 23:7:6:86 counts milliseconds and does not pad them
  out.nanos = mark === COLON && n < 3 ? number(text, pos + 1, n) * 1_000_000 : scaled(number(text, pos + 1, n), n);
  out.digits = mark === COLON ? 3 : n;
  return pos + 1 + n;
}

/** zerolog's console writes `10:15AM`. */
const isMeridiem = (text: string, at: number): boolean => /^[AP]M\b/.test(text.slice(at, at + 3));

function meridiem(text: string, pos: number, out: Stamp): number {
  let at = pos;
  const blank = text.charCodeAt(at);
  // Java since 20 writes a narrow no-break space before AM and PM
  if (blank === SPACE || blank === 0x202f || blank === 0xa0) at += 1;
  const c = text.charCodeAt(at) | 32;
  if ((c !== 97 && c !== 112) || (text.charCodeAt(at + 1) | 32) !== 109 || isWordChar(text.charCodeAt(at + 2)))
    return pos;
  if (out.hour < 1 || out.hour > 12) return pos;
  out.hour = (out.hour % 12) + (c === 112 ? 12 : 0);
  return at + 2;
}

function zone(text: string, pos: number, out: Stamp): number {
  let at = pos;
  let c = text.charCodeAt(at);
  if (c === 90 && !isWordChar(text.charCodeAt(at + 1))) {
    out.offset = 0;
    return at + 1;
  }
  const spaced = c === SPACE;
  if (spaced) c = text.charCodeAt(++at);
  if (c === PLUS || c === MINUS) return numericZone(text, at, spaced, out, pos);
  if (c < 65 || c > 90) return pos;
  let n = 1;
  while (n < 6 && text.charCodeAt(at + n) >= 65 && text.charCodeAt(at + n) <= 90) n += 1;
  if (n < 3 || isWordChar(text.charCodeAt(at + n))) return pos;
  const minutes = ZONE_MINUTES[text.slice(at, at + n)];
  if (minutes === undefined) return pos;
  const after = text.charCodeAt(at + n);
  // GMT+02:00
  if ((after === PLUS || after === MINUS) && minutes === 0) {
    const end = numericZone(text, at + n, false, out, -1);
    if (end > 0) return end;
  }
  out.offset = minutes;
  return at + n;
}

/** +02:00, +0200, +02; a lone blank before them is allowed where four digits follow: `10:00:00 -5 items` has no zone. */
function numericZone(text: string, at: number, spaced: boolean, out: Stamp, otherwise: number): number {
  const n = digitRun(text, at + 1, 5);
  const sign = text.charCodeAt(at) === MINUS ? -1 : 1;
  const hours = number(text, at + 1, 2);
  if (n === 4 && hours < 15) {
    out.offset = sign * (hours * 60 + number(text, at + 3, 2));
    return at + 5;
  }
  if (n !== 2 || hours > 14) return otherwise;
  if (text.charCodeAt(at + 3) === COLON && digitRun(text, at + 4, 3) === 2) {
    out.offset = sign * (hours * 60 + number(text, at + 4, 2));
    return at + 6;
  }
  if (spaced || out.month < 0 || isWordChar(text.charCodeAt(at + 3))) return otherwise;
  out.offset = sign * hours * 60;
  return at + 3;
}

/** Sun Dec 04 04:47:44 2005 | Thu Jun 2 00:01:01 UTC 2022 */
function trailingYear(text: string, pos: number, out: Stamp): number {
  if (out.month < 0 || out.year >= 0 || text.charCodeAt(pos) !== SPACE) return pos;
  if (digitRun(text, pos + 1, 5) !== 4) return pos;
  const year = number(text, pos + 1, 4);
  const after = text.charCodeAt(pos + 5);
  if (
    year < 1970 ||
    year > 2099 ||
    isWordChar(after) ||
    after === DOT ||
    (after === COLON && isDigit(text.charCodeAt(pos + 6)))
  )
    return pos;
  out.year = year;
  return pos + 5;
}

function setDate(out: Stamp, year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  if (year >= 0 && (year < 1970 || year > 2199)) return false;
  out.year = year;
  out.month = month;
  out.day = day;
  return true;
}

function setYear(out: Stamp, year: number): boolean {
  out.year = year;
  return year >= 1970 && year < 2200;
}

function plausible(out: Stamp): boolean {
  return out.hour >= 0 && out.hour < 25 && out.minute < 60 && out.second < 62;
}

function monthAt(text: string, pos: number): number {
  const a = text.charCodeAt(pos) | 32;
  const b = text.charCodeAt(pos + 1) | 32;
  const c = text.charCodeAt(pos + 2) | 32;
  for (let i = 0; i < 36; i += 3) {
    if (MONTHS.charCodeAt(i) === a && MONTHS.charCodeAt(i + 1) === b && MONTHS.charCodeAt(i + 2) === c)
      return i / 3 + 1;
  }
  return 0;
}

function monthEnd(text: string, pos: number, month: number): number {
  const tail = MONTH_TAILS[month - 1] ?? "";
  const end = pos + 3;
  return tail !== "" && text.startsWith(tail, end) ? end + tail.length : end;
}

function weekdayEnd(text: string, pos: number): number {
  const c = text.charCodeAt(pos) | 32;
  // m t w f s
  if (c !== 109 && c !== 116 && c !== 119 && c !== 102 && c !== 115) return -1;
  const head = text.slice(pos, pos + 9).toLowerCase();
  for (const day of WEEKDAYS) {
    if (head.startsWith(day)) return pos + day.length;
  }
  for (const day of WEEKDAYS) {
    if (head.startsWith(day.slice(0, 3))) return isLetter(text.charCodeAt(pos + 3)) ? -1 : pos + 3;
  }
  return -1;
}

function digitRun(text: string, pos: number, most: number): number {
  let n = 0;
  while (n < most && isDigit(text.charCodeAt(pos + n))) n += 1;
  return n;
}

function number(text: string, pos: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i += 1) value = value * 10 + text.charCodeAt(pos + i) - 48;
  return value;
}

function scaled(value: number, digits: number): number {
  return value * 10 ** (9 - digits);
}

/** Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function civilFromDays(days: number, out: Stamp): void {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const doe = shifted - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  out.day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  out.month = mp < 10 ? mp + 3 : mp - 9;
  out.year = yoe + era * 400 + (out.month <= 2 ? 1 : 0);
}

/** True when the stamp states its zone. */
export const zoned = (stamp: Stamp): boolean => stamp.offset !== NO_ZONE;
