import { expect, test } from "vitest";
import { rateSentence } from "./position.ts";

const AXIS = { startMs: Date.UTC(2026, 1, 11, 8), binMs: 60_000, bins: 60 };
const at = (minute: number, second: number) => AXIS.startMs + (minute * 60 + second) * 1000;

test("says when events came, not when their bin begins", () => {
  expect(rateSentence([[10, 1]], AXIS, [7], { firstMs: at(10, 48), lastMs: at(10, 48) })).toMatch(
    /^It came once, at 08:10:48 \[7\]; none in the/,
  );
  expect(rateSentence([[10, 2]], AXIS, [7, 8], { firstMs: at(10, 48), lastMs: at(10, 48) })).toMatch(
    /^Its 2 events come within a second, at 08:10:48 \[7\] \[8\]/,
  );
  expect(
    rateSentence(
      [
        [10, 3],
        [12, 1],
      ],
      AXIS,
      [7, 9],
      { firstMs: at(10, 48), lastMs: at(12, 18) },
    ),
  ).toMatch(/^Its 4 events lie within 90 s from 08:10:48/);
});
