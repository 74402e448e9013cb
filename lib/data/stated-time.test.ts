import { assert, boolean, date, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { formOfTime as formOf, stateTime } from "./stated-time.ts";

const formOfTime = (stated: string, ms: number) => formOf(stated, ms, new Date(ms).toISOString());

it.each([
  ["2026-11-17T02:47:11", "2026-11-17T02:47:11Z"],
  ["2026-11-17T02:47:11.250", "2026-11-17T02:47:11.250Z"],
  ["2026-11-17T02:47:11Z", "2026-11-17T02:47:11Z"],
  ["2026-11-17T02:47:11.000Z", "2026-11-17T02:47:11Z"],
  ["2026-11-17T02:47:11+05:30", "2026-11-16T21:17:11Z"],
  ["2026-11-17T02:47:11.001-03:30", "2026-11-17T06:17:11.001Z"],
  ["2026-11-17T02:47:11+00:00", "2026-11-17T02:47:11Z"],
])("gives back %s", (stated, instant) => {
  const ms = Date.parse(instant);
  const form = formOfTime(stated, ms);
  expect(form).not.toBeNull();
  expect(stateTime(form ?? 0, ms)).toBe(stated);
});

it.each([
  ["microseconds", "2026-11-17T02:47:11.250001Z", "2026-11-17T02:47:11.250Z"],
  ["no zone, read in a zone that a person set", "2026-11-17T02:47:11", "2026-11-17T01:47:11Z"],
  ["a leap second", "2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"],
  ["minus zero", "2026-11-17T02:47:11-00:00", "2026-11-17T02:47:11Z"],
  ["a day only", "2026-11-17", "2026-11-17T00:00:00Z"],
])("keeps the text for %s", (_, stated, instant) => expect(formOfTime(stated, Date.parse(instant))).toBeNull());

it("gives back every time that it claims to", () => {
  const instants = date({ min: new Date("0001-01-02"), max: new Date("9999-12-30"), noInvalidDate: true });
  assert(
    property(instants, integer({ min: -839, max: 840 }), boolean(), (date, offset, digits) => {
      const ms = digits ? date.getTime() : Math.floor(date.getTime() / 1000) * 1000;
      const form = 2 * (offset + 1000) + (digits ? 1 : 0);
      expect(formOfTime(stateTime(form, ms), ms)).toBe(form);
    }),
  );
});
