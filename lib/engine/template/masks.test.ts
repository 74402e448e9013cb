import { describe, expect, test } from "vitest";
import { MASKS, maskOf } from "./masks.ts";

describe("masks", () => {
  test.each(MASKS.flatMap(({ name, examples }) => examples.map((example) => [example, name])))(
    "%s is a %s",
    (text, name) => {
      expect(maskOf(text)).toBe(name);
    },
  );

  test("a plain word has no look of its own", () => expect(maskOf("root")).toBe("word"));
});
