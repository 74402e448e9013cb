import { expect, test } from "vitest";
import { readText } from "../testing/read.ts";

test.each([
  ["src/cart.c:12:3: error: expected ';'", "error"],
  ["src/cart.ts(12,3): error TS2304: cannot find name 'x'", "error"],
  ["src/cart.ts:12:3 - error TS2304: cannot find name 'x'", "error"],
  ["error[E0425]: cannot find value `x`", "error"],
  ["shop: warning: stock is low", "warn"],
  ["│ Error: creating the instance failed", "error"],
  ["make: *** [Makefile:2: cart.o] Error 1", "error"],
  ["panic: no stock", "fatal"],
  ["orders with an error: 3", null],
  ["see errors.md: it says why", null],
])("%s", (text, level) => {
  expect(readText(text)).toMatchObject([{ level, levelInferred: level !== null }]);
});
