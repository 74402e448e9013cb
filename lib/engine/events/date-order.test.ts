import { expect, test } from "vitest";
import { createDateOrder } from "./date-order.ts";

const decide = (...lines: string[]) => {
  const survey = createDateOrder();
  for (const line of lines) survey.add(line);
  return { ...survey.decide("2024-06-01T00:00:00Z"), open: survey.open() };
};

test.each([
  [["03/04/2024 10:00:00 a", "23/04/2024 10:00:00 b"], { order: "dmy", proved: true, open: false }],
  [["[03/04/2024 10:00:00] a", "[03/24/2024 10:00:00] b"], { order: "mdy", proved: true, open: false }],
  [["17/06/09 20:10:40 a"], { order: "ymd", proved: true, open: false }],
  [
    ["03/04/2024 10:00:00 a", "04/04/2024 10:00:00 b", "05/04/2024 10:00:00 c"],
    { order: "dmy", proved: false, open: true },
  ],
  [["03/04/2024 10:00:00 a", "03/05/2024 10:00:00 b"], { order: "mdy", proved: false, open: true }],
  [["01/12/2024 10:00:00 a"], { order: "mdy", proved: false, open: true }],
  [["12/01/2024 10:00:00 in December is ahead of the upload"], { order: "dmy", proved: false, open: true }],
  [["2024-05-02 10:00:00 a", "no date"], { order: "mdy", proved: false, open: false }],
] as const)("%j", (lines, expected) => expect(decide(...lines)).toEqual(expected));

test("of two-digit numbers the one that stands while the last moves is the year", () => {
  expect(decide("24-05-02 10:15:03 a", "24-05-31 10:15:03 b")).toEqual({ order: "ymd", proved: true, open: false });
});
