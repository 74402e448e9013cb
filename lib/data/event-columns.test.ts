import fc from "fast-check";
import { expect, it } from "vitest";
import { unpackAttribute } from "./attribute-columns.ts";
import {
  findText,
  foldText,
  packChunk,
  unpackKinds,
  unpackTexts,
  unpackTimes,
  type ColumnEvent,
} from "./event-columns.ts";

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("", "ΟΔΟΣ", "İstanbul", "a\0b", "ERROR x", "straße ẞ"),
);
const timesMs = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1_790_000_000_000, max: 1_790_000_100_000 }),
  fc.integer({ min: -60_000_000_000_000, max: 200_000_000_000_000 }),
);
const attributeName = fc.oneof(
  fc.constantFrom("port", "a.b", "__proto__", "n\0l", "\ud800"),
  fc.string({ maxLength: 3 }),
);
const attributeValue = fc.oneof(
  fc.constantFrom("", "1", 1, true, "true", "x\0y", "x\u2400y", "wörker"),
  fc.string({ maxLength: 5 }),
  fc.integer(),
  fc.boolean(),
);
const events = fc
  .array(
    fc.record({
      sourceIndex: fc.nat(2),
      templateId: fc.nat(3),
      level: fc.constantFrom(null, 0, 4),
      service: fc.constantFrom(null, "web", "wörker"),
      format: fc.constantFrom("text", "json"),
      timeMs: timesMs,
      text,
      attributes: fc.option(fc.dictionary(attributeName, attributeValue, { maxKeys: 4 })),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) => all.map((event, index): ColumnEvent => ({ ...event, seq: index + 1 })));

it("gives back every column", async () => {
  await fc.assert(
    fc.asyncProperty(events, async (all) => {
      const packed = await packChunk(all);
      const kindOf = unpackKinds(packed.kindOf);
      const times = unpackTimes(packed.times, all.length, packed.firstAt?.getTime() ?? NaN);
      expect([packed.firstSeq, packed.lastSeq]).toEqual([1, all.length]);
      expect(packed.undated).toBe(all.filter(({ timeMs }) => timeMs === null).length);
      expect(packed.kinds.reduce((sum, kind) => sum + kind[5], 0)).toBe(all.length);
      for (const [index, { sourceIndex, templateId, level, service, format, timeMs }] of all.entries()) {
        expect(packed.kinds[kindOf[index] ?? -1]?.slice(0, 5)).toEqual([
          sourceIndex,
          templateId,
          level,
          service,
          format,
        ]);
        const ms = times[index] ?? NaN;
        expect(Number.isNaN(ms) ? null : ms).toBe(timeMs);
      }
    }),
  );
});

it("finds a text in exactly the events that hold it, in whatever case", async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.nat(29), fc.nat(11), fc.nat(11), async (all, from, start, length) => {
      const whole = all[from % all.length]?.text ?? "";
      const wanted = foldText(whole.slice(start, start + 1 + length).replaceAll("\0", "\u2400"));
      fc.pre(wanted !== "" && wanted.isWellFormed());
      const { texts } = await packChunk(all);
      const found = findText(await unpackTexts(texts, all.length), Buffer.from(wanted));
      const holds = all.map((event) =>
        Buffer.from(foldText(event.text.replaceAll("\0", "\u2400"))).includes(Buffer.from(wanted)) ? 1 : 0,
      );
      expect([...found]).toEqual(holds);
      if (start < whole.length) expect(found[from % all.length]).toBe(1);
    }),
  );
});

const stored = (text: unknown): string => String(text).replaceAll("\0", "\u2400").toWellFormed();

async function findAttribute(all: readonly ColumnEvent[], name: string, value: string): Promise<number[]> {
  const { attributePlaces, attributes, attributeRest = null } = await packChunk(all);
  const [from, length] = Object.hasOwn(attributePlaces, name) ? (attributePlaces[name] ?? []) : [];
  const column = from === undefined ? null : attributes.subarray(from - 1, from - 1 + (length ?? 0));
  return [...(await unpackAttribute(name, all.length, column, attributeRest))([value])];
}

it("finds the events whose attribute has a value, whatever names and values are made of", async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.nat(), fc.nat(), async (all, which, other) => {
      const entries = all.flatMap(({ attributes }) => Object.entries(attributes ?? {}));
      fc.pre(entries.length > 0);
      const name = stored(entries[which % entries.length]?.[0]);
      const value = stored(entries[other % entries.length]?.[1]);
      const last = (event: ColumnEvent) =>
        Object.entries(event.attributes ?? {}).findLast(([itsName]) => stored(itsName) === name);
      const holds = all.map((event) => {
        const found = last(event);
        return found !== undefined && stored(found[1]) === value ? 1 : 0;
      });
      expect(await findAttribute(all, name, value)).toEqual(holds);
    }),
    { numRuns: 300 },
  );
});

it("finds attributes with more names than there are columns", async () => {
  const all = Array.from({ length: 300 }, (_, index): ColumnEvent => ({
    seq: index + 1,
    sourceIndex: 0,
    templateId: 1,
    level: null,
    service: null,
    format: "json",
    timeMs: null,
    text: "",
    attributes: { common: index % 2, [`name${index % 150}`]: index },
  }));
  expect(Object.keys((await packChunk(all)).attributePlaces).length).toBeLessThan(100);
  const placesOf = async (name: string, value: string) =>
    (await findAttribute(all, name, value)).flatMap((one, index) => (one === 1 ? [index] : []));
  for (const index of [0, 99, 149]) expect(await placesOf(`name${index}`, String(index + 150))).toEqual([index + 150]);
  expect((await placesOf("common", "1")).length).toBe(150);
  expect(await placesOf("nowhere", "1")).toEqual([]);
});
