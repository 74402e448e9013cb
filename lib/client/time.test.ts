import { expect, test } from "vitest";
import { clockOf } from "#components/charts/clock.ts";
import { formatDuration, formatRelative } from "./time.ts";

const DAY = 86_400_000;

test.each([
  [340, "340 ms"],
  [31_000, "31 s"],
  [72 * 60_000, "1 h 12 min"],
  [DAY + 14 * 3_600_000, "1 d 14 h"],
  [7515 * DAY, "20 y 215 d"],
])("a length of %i ms is told in its two largest units", (ms, words) => expect(formatDuration(ms)).toBe(words));

test("what is years away is told in years", () => expect(formatRelative(0, 800 * DAY)).toBe("2 y ago"));

test("an axis over years names them", () => {
  const start = Date.UTC(2005, 11, 4);
  const years = clockOf("utc", start, start + 7515 * DAY);
  expect(years.tick(start, 30 * DAY)).toBe("Dec 2005");
  expect(years.time(start)).toBe("4 Dec 2005, 00:00:00");
  const hours = clockOf("utc", start, start + DAY / 2);
  expect(hours.tick(start, 3_600_000)).toBe("00:00");
  const week = clockOf("utc", start, start + 7 * DAY);
  expect(week.tick(start, DAY)).toBe("4 Dec");
});
