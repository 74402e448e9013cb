import { describe, expect, test } from "vitest";
import { readText } from "../testing/read.ts";
import { FORMATS, REGISTRY } from "./registry.ts";
import { FLAVOURS } from "./structured/flavours.ts";

function read(line: string, above = "") {
  const events = readText(above === "" ? line : `${above}\n${line}`);
  const event = events.at(-1);
  if (event === undefined || events.length !== (above === "" ? 1 : 2)) throw new Error("not one event");
  return event;
}

describe("every described format", () => {
  for (const format of REGISTRY) {
    for (const { above, line, expect: expected } of format.examples) {
      test(`${format.id}: ${line.slice(0, 60)}`, () => {
        const reading = read(line, above);
        const { attributes, ...fields } = expected;
        expect(reading.format).toBe(format.id);
        expect(reading).toMatchObject(fields);
        if (attributes !== undefined) expect(reading.attributes).toMatchObject(attributes);
      });
    }
  }

  for (const flavour of FLAVOURS) {
    test(`${flavour.id} is told apart`, () => {
      const reading = read(flavour.example);
      expect(reading.format).toBe(flavour.id);
      expect(reading.timestamp).not.toBeNull();
      expect(reading.message).not.toBe(flavour.example);
    });
  }
});

test("the documentation has one complete row a format", () => {
  expect(new Set(FORMATS.map((row) => row.id)).size).toBe(FORMATS.length);
  for (const row of FORMATS) {
    for (const value of Object.values(row)) expect(value, row.id).not.toBe("");
    expect(row.description, row.id).toMatch(/\.$/);
  }
});
