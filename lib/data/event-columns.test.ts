import fc from "fast-check";
import { expect, it } from "vitest";
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
