import { expect, test } from "vitest";
import { clockWords } from "./clock-words.ts";

test.each([
  [0, "as that of app.log"],
  [4200, "4.2 s ahead of app.log"],
  [-300, "300 ms behind app.log"],
  [90_000, "1 min 30 s ahead of app.log"],
])("%i ms reads %s", (ms, words) => expect(clockWords(ms, "app.log")).toBe(words));
