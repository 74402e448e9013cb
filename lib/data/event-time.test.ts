import { expect, it } from "vitest";
import { resolveTime } from "./event-time.ts";

const span = { firstMs: Date.parse("2026-11-17T22:00:00Z"), lastMs: Date.parse("2026-11-18T01:00:00Z") };

it.each([
  ["22:30", "2026-11-17T22:30:00Z"],
  ["00:30", "2026-11-18T00:30:00Z"],
  ["00:30:15.250", "2026-11-18T00:30:15.250Z"],
  ["12:00", "2026-11-17T12:00:00Z"],
  ["2026-11-18", "2026-11-18T00:00:00Z"],
  ["2026-11-18T00:10", "2026-11-18T00:10:00Z"],
  ["2026-11-18 00:10:05", "2026-11-18T00:10:05Z"],
  ["2026-11-18T01:10+01:00", "2026-11-18T00:10:00Z"],
  ["2026-11-18T01:10:00+0100", "2026-11-18T00:10:00Z"],
  ["-15m", "2026-11-18T00:45:00Z"],
  ["-2h", "2026-11-17T23:00:00Z"],
])("reads %s", (text, instant) => expect(resolveTime(text, span)).toBe(Date.parse(instant)));

it.each(["-15m", "12:00"])("has nothing to count %s from without dated events", (text) =>
  expect(resolveTime(text, { firstMs: null, lastMs: null })).toBeNull(),
);

it("knows no month 13", () => expect(resolveTime("2026-13-01", span)).toBeNull());
