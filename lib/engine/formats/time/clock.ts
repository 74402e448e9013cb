import { isDigit, isWordChar } from "../chars.ts";
import { COLON, COMMA, DOT, MINUS, PLUS, SPACE, digitRun, number, scaled } from "./digits.ts";
import type { Stamp } from "./stamp.ts";
import { ZONE_MINUTES } from "./zones.ts";

/** The separator between date and clock, then the clock with all that may follow it. Fills `out`; false when there is none. */
export function gapClock(text: string, pos: number, out: Stamp): boolean {
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
    const joint = jointEnd(text, at);
    // `[05-02|10:15:03.250]`
    if (joint > at && (out.year >= 0 || c === 124)) at = joint;
    else if (gap === 0 && c !== COMMA && !isDigit(c)) return false;
    // W3C and journal exports write `2024-03-01 at 10:00:00`; nothing else stands between date and clock
    if (text.startsWith("at ", at)) at += 3;
  }
  const n = digitRun(text, at, 7);
  if (n === 6) return packedClock(text, at, out);
  return n > 0 && n < 3 && clock(text, at, out);
}

/** Between a whole date and its clock some write a mark: `2/5/2024 -- 10:15:03`, `May 2, 2024 @ 10:15:03`, `2024/05/02 - 10:15:03`, `02.05.2024;10:15:03`. */
function jointEnd(text: string, pos: number): number {
  let at = pos;
  while (at < pos + 2 && text.charCodeAt(at) === MINUS) at += 1;
  if (at === pos && JOINTS.includes(text.charAt(at))) at += 1;
  if (at === pos) return pos;
  if (text.charCodeAt(at) === SPACE) at += 1;
  return isDigit(text.charCodeAt(at)) ? at : pos;
}

const JOINTS = ";|@";

/** 16:13:38.811 | 3:23:29 PM | 15.42.50.675872 | 11:56 (only behind a date) | 23:7:6:86 */
export function clock(text: string, pos: number, out: Stamp): boolean {
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

/** 203615 | 203615.123 */
export function packedClock(text: string, pos: number, out: Stamp): boolean {
  if (digitRun(text, pos, 7) !== 6) return false;
  return clockTail(text, pos + 6, out, number(text, pos, 2), number(text, pos + 2, 2), number(text, pos + 4, 2));
}

const UPPER_T = 84;
const UNDERSCORE = 95;

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
  // GMT +2
  const hours = minutes === 0 ? /^ ([+-])(\d{1,2})(?= )/.exec(text.slice(at + n, at + n + 5)) : null;
  if (hours !== null && Number(hours[2]) < 15) {
    out.offset = Number(`${hours[1]}${hours[2]}`) * 60;
    return at + n + hours[0].length;
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
  // DB2 counts minutes: `10.15.03.250101+120`
  if (n === 3 && !spaced && out.digits > 0 && number(text, at + 1, 3) <= 840) {
    out.offset = sign * number(text, at + 1, 3);
    return at + 4;
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
