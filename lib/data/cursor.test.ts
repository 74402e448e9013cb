import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { decodeCursor, encodeCursor, pageOfRows } from "./cursor.ts";

const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
const keys: z.infer<typeof Keys> = ["2026-11-17T12:00:00.000Z", "018f2c1a-0000-7000-8000-000000000001"];

describe("cursors", () => {
  it("come back as they went", () => {
    expect(decodeCursor("reports", Keys, encodeCursor("reports", keys))).toEqual(keys);
  });

  it("are refused under another order, shape or text", () => {
    const wrong = [encodeCursor("other", keys), encodeCursor("reports", ["2026", 1]), "", "x", "W10", "e30"];
    for (const cursor of wrong) {
      expect(() => decodeCursor("reports", Keys, cursor)).toThrow(/cursor/);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => decodeCursor("reports", Keys, text)).toThrow(/cursor/);
      }),
    );
  });

  it("end with the last page", () => {
    expect(pageOfRows([1, 2, 3], 2, "n", (row) => [row])).toEqual({
      items: [1, 2],
      nextCursor: encodeCursor("n", [2]),
    });
    expect(pageOfRows([1, 2], 2, "n", (row) => [row])).toEqual({ items: [1, 2], nextCursor: null });
  });
});
