import { expect, test } from "vitest";
import { counted, duration, listed, number, percent } from "./wording.ts";

test.each([
  [number(0), "0"],
  [number(999), "999"],
  [number(1_904), "1,904"],
  [number(12_345_678), "12,345,678"],
  [counted(1, "event"), "1 event"],
  [counted(2, "query", "queries"), "2 queries"],
  [percent(0), "0 %"],
  [percent(0.0004), "under 0.1 %"],
  [percent(0.004), "0.4 %"],
  [percent(0.361), "36 %"],
  [duration(250), "250 ms"],
  [duration(1_500), "1.5 s"],
  [duration(-31_000), "31 s"],
  [duration(780_000), "13 min"],
  [duration(11_100_000), "3 h 5 min"],
  [listed([]), ""],
  [listed(["a", "b"]), "a and b"],
  [listed(["a", "b", "c", "d"]), "a, b and 2 others"],
])("%s", (text, expected) => {
  expect(text).toBe(expected);
});
