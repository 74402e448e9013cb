import { describe, expect, test } from "vitest";
import { scanEpoch } from "./epoch.ts";
import { createResolver } from "./resolve.ts";
import { scanTime, type DateOrder } from "./scan.ts";
import { createStamp } from "./stamp.ts";

const RECEIVED_AT = "2024-06-01T00:00:00Z";

function read(text: string, order: DateOrder = "mdy", zone: string | null = null) {
  const stamp = createStamp();
  if (!scanTime(text, 0, stamp, order) && !scanEpoch(text, 0, stamp)) return null;
  const resolved = createResolver(zone, RECEIVED_AT)(stamp);
  return resolved === null ? null : { ...resolved, rest: text.slice(stamp.end) };
}

test.each([
  ["2024-05-02T10:15:03Z x", "2024-05-02T10:15:03Z", " x"],
  ["2024-05-02 10:15:03,250 x", "2024-05-02T10:15:03.250", " x"],
  ["2024-05-02 10:15:03.250101 +0200 x", "2024-05-02T10:15:03.250101+02:00", " x"],
  ["2024-05-02 10:15:03+02 x", "2024-05-02T10:15:03+02:00", " x"],
  ["2024-05-02 10:15:03 CEST: x", "2024-05-02T10:15:03+02:00", ": x"],
  ["2024-05-02 10:15:03 -5 items", "2024-05-02T10:15:03", " -5 items"],
  ["2024-05-02 10:15:03 ERROR x", "2024-05-02T10:15:03", " ERROR x"],
  ["2024/05/02 10:15 x", "2024-05-02T10:15:00", " x"],
  ["2005-06-03-15.42.50.675872 x", "2005-06-03T15:42:50.675872", " x"],
  ["20171223-23:7:6:86|x", "2017-12-23T23:07:06.086", "|x"],
  ["20240502T101503Z x", "2024-05-02T10:15:03Z", " x"],
  ["240502  9:15:03 x", "2024-05-02T09:15:03", " x"],
  ["02/May/2024:10:15:03 +0000] x", "2024-05-02T10:15:03Z", "] x"],
  ["02-May-2024 10:15:03.250 x", "2024-05-02T10:15:03.250", " x"],
  ["2-May-2024::10:15:03 ===", "2024-05-02T10:15:03", " ==="],
  ["02May2024 10:15:03.250] x", "2024-05-02T10:15:03.250", "] x"],
  ["2 May 2024 10:15:03.250 x", "2024-05-02T10:15:03.250", " x"],
  ["Thu May  2 10:15:03.250101 2024] x", "2024-05-02T10:15:03.250101", "] x"],
  ["Thu May  2 10:15:03 UTC 2024 x", "2024-05-02T10:15:03Z", " x"],
  ["Thu, 02 May 2024 10:15:03 GMT x", "2024-05-02T10:15:03Z", " x"],
  ["May 2, 2024 10:15:03 PM x", "2024-05-02T22:15:03", " x"],
  ["5/2/2024 12:15:03 AM x", "2024-05-02T00:15:03", " x"],
  ["2024-05-02][10:15:03] x", "2024-05-02T10:15:03", "] x"],
  ["1714644903 x", "2024-05-02T10:15:03Z", " x"],
  ["1714644903.25 x", "2024-05-02T10:15:03.25Z", " x"],
  ["1714644903250 x", "2024-05-02T10:15:03.250Z", " x"],
  ["1714644903250101 x", "2024-05-02T10:15:03.250101Z", " x"],
])("%s", (text, timestamp, rest) => {
  expect(read(text)).toMatchObject({ timestamp, rest });
  expect(read(text)?.timeMs).toBe(Date.parse(/Z$|[+-]\d\d:\d\d$/.test(timestamp) ? timestamp : `${timestamp}Z`));
});

test.each([
  "12 items",
  "2024",
  "2024-13-02 10:15:03",
  "2024-02-30 10:15:03",
  "25:61:00",
  "1:2:3",
  "192.168.0.1",
  "v1.2.3",
  "2024-05-02",
  "99999",
])("%s is no date", (text) => {
  expect(read(text)).toBeNull();
});

describe("years that are not written", () => {
  test.each([
    ["May 31 10:15:03", "2024-05-31T10:15:03"],
    ["Jun  1 23:00:00", "2024-06-01T23:00:00"],
    ["Jun  3 10:15:03", "2023-06-03T10:15:03"],
    ["Dec 31 23:59:59", "2023-12-31T23:59:59"],
    ["Feb 29 10:15:03", "2024-02-29T10:15:03"],
  ])("%s", (text, timestamp) => expect(read(text)).toMatchObject({ timestamp, yearInferred: true }));
});

test("day and month follow the source's order, unless only one reading is a date", () => {
  expect(read("03/04/2024 10:15:03", "mdy")?.timestamp).toBe("2024-03-04T10:15:03");
  expect(read("03/04/2024 10:15:03", "dmy")?.timestamp).toBe("2024-04-03T10:15:03");
  expect(read("23/04/2024 10:15:03", "mdy")?.timestamp).toBe("2024-04-23T10:15:03");
  expect(read("03.04.2024 10:15:03", "mdy")?.timestamp).toBe("2024-04-03T10:15:03");
  expect(read("17/06/09 10:15:03", "ymd")?.timestamp).toBe("2017-06-09T10:15:03");
});

test("a zone that is set moves the instant, not the text", () => {
  expect(read("2024-05-02 10:15:03", "mdy", "Europe/Berlin")).toMatchObject({
    timestamp: "2024-05-02T10:15:03",
    timeMs: Date.parse("2024-05-02T08:15:03Z"),
    zoneUnknown: false,
  });
  expect(read("2024-01-02 10:15:03", "mdy", "Europe/Berlin")?.timeMs).toBe(Date.parse("2024-01-02T09:15:03Z"));
  expect(read("2024-05-02 10:15:03", "mdy", "-05:30")?.timeMs).toBe(Date.parse("2024-05-02T15:45:03Z"));
  expect(read("2024-05-02 10:15:03")).toMatchObject({ zoneUnknown: true, timeMs: Date.parse("2024-05-02T10:15:03Z") });
});
