import { expect, test } from "vitest";
import { hasPhrase, phraseOf, wordsOf } from "./phrase.ts";

const has = (phrase: string, line: string) => hasPhrase(phraseOf(phrase), wordsOf(line));

test.each([
  ["as it stands", "payment gateway refused", "ERROR payment gateway refused order 17"],
  ["in another order", "payment gateway refused", "refused by the payment gateway"],
  ["with another ending", "payment gateway refused", "gateway refuses payment 8812"],
  ["misspelt", "connection to warehouse lost", "conection to the warehouse was lost"],
  ["with a word of four left out", "nightly stock import failed", "stock import failed (exit 3)"],
  ["with words between", "payment gateway refused", "payment 17 by gateway eu-1 was refused"],
  ["in capitals", "payment gateway refused", "PAYMENT GATEWAY REFUSED"],
])("is found %s", (_, phrase, line) => expect(has(phrase, line)).toBe(true));

test.each([
  ["without a word of three", "payment gateway refused", "payment gateway accepted order 17"],
  [
    "with its words far apart",
    "payment gateway refused",
    "payment done; the shop then asked its own stock service, which said that the gateway had been closed and refused",
  ],
  ["where a short word differs", "port left open", "port lift open"],
  ["in an empty line", "payment gateway refused", ""],
])("is not found %s", (_, phrase, line) => expect(has(phrase, line)).toBe(false));

test.each(["gateway", "17 to 18", Array.from({ length: 13 }, (_, i) => `word${"x".repeat(i)}`).join(" ")])(
  "%s is no phrase",
  (text) => expect(() => phraseOf(text)).toThrow(/a phrase has 2 to 12 words/),
);
