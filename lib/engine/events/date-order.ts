import { isDigit } from "../formats/chars.ts";
import type { DateOrder } from "../formats/time/scan.ts";

/** Collects the dates of a source that do not say which number is the day. */
export interface DateOrderSurvey {
  add(text: string): void;
  /** Such dates were seen, and none of them decides. */
  open(): boolean;
  decide(receivedAt: string): { order: DateOrder; proved: boolean };
}

export function createDateOrder(): DateOrderSurvey {
  let seen = 0;
  let dayFirst = 0;
  let monthFirst = 0;
  let yearFirst = 0;
  let first = { a: -1, b: -1, c: -1 };
  let moves = { a: 0, b: 0, c: 0 };
  let allShort = true;
  let latest = { a: 0, b: 0, year: 0 };

  return {
    add(text) {
      const found = orderlessDate(text);
      if (found === null) return;
      const { a, b, c } = found;
      seen += 1;
      if (a > 12 && b <= 12) {
        if (found.short && isYear(a, c)) yearFirst += 1;
        else dayFirst += 1;
      } else if (b > 12 && a <= 12) {
        if (found.short && c > 31) yearFirst += 1;
        else monthFirst += 1;
      }
      allShort &&= found.short;
      if (first.a >= 0)
        moves = {
          a: moves.a + Math.abs(a - first.a),
          b: moves.b + Math.abs(b - first.b),
          c: moves.c + Math.abs(c - first.c),
        };
      first = { a, b, c };
      latest = { a, b, year: c < 100 ? 2000 + c : c };
    },
    open: () => seen > 0 && dayFirst + monthFirst + yearFirst === 0,
    decide(receivedAt) {
      // `24-05-02`, `24-05-31`: the last number moves while the first stands, so the first is the year
      if (allShort && dayFirst + yearFirst > 0 && monthFirst === 0 && moves.a === 0 && moves.c > 0)
        return { order: "ymd", proved: true };
      if (yearFirst > dayFirst && yearFirst > monthFirst) return { order: "ymd", proved: true };
      if (dayFirst !== monthFirst) return { order: dayFirst > monthFirst ? "dmy" : "mdy", proved: true };
      // days move more often than months
      if (moves.a !== moves.b) return { order: moves.a > moves.b ? "dmy" : "mdy", proved: false };
      const received = Date.parse(receivedAt) + 86_400_000;
      const asMonth = Date.UTC(latest.year, latest.a - 1, latest.b);
      const asDay = Date.UTC(latest.year, latest.b - 1, latest.a);
      if (seen > 0 && asMonth > received && asDay <= received) return { order: "dmy", proved: false };
      return { order: "mdy", proved: false };
    },
  };
}

/** Of `17/06/09` the first number is the year when both could be days: loggers that write two digits put the year first. */
const isYear = (a: number, c: number): boolean => a > 31 || (c <= 31 && a >= c);

/** `03/04/2024` or `03-04-24` within the first 60 characters, in front of a clock. */
function orderlessDate(text: string): { a: number; b: number; c: number; short: boolean } | null {
  const limit = Math.min(text.length - 6, 60);
  for (let at = 0; at < limit; at += 1) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const match = ORDERLESS.exec(text.slice(at, at + 24));
    if (match !== null) {
      const c = Number(match[4]);
      return { a: Number(match[1]), b: Number(match[3]), c, short: (match[4] ?? "").length === 2 };
    }
    while (isDigit(text.charCodeAt(at + 1))) at += 1;
  }
  return null;
}

const ORDERLESS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,T]{1,2}| ?--? ?|[;|])\d{1,2}:\d\d/;
