import { isDigit, isLetter } from "../chars.ts";
import { clock, gapClock, packedClock } from "./clock.ts";
import { COLON, COMMA, DOT, MINUS, SLASH, SPACE, digitRun, number } from "./digits.ts";
import { resetStamp, type Stamp } from "./stamp.ts";

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
  // may/02/2024 10:15:03
  if (separator === SLASH && digitRun(text, at + 1, 3) === 2 && text.charCodeAt(at + 3) === SLASH)
    return (
      digitRun(text, at + 4, 5) === 4 &&
      setDate(out, number(text, at + 4, 4), month, number(text, at + 1, 2)) &&
      gapClock(text, at + 8, out)
    );
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
