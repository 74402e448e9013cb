import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REGISTRY } from "../formats/registry.ts";
import { readBytes, readText, RECEIVED_AT, surveyBytes } from "../testing/read.ts";
import { MAX_MESSAGE_CHARS } from "../vocabulary.ts";
import { createReader, createSurvey } from "./reader.ts";

const encoder = new TextEncoder();

const FRAGMENTS = [
  ...REGISTRY.flatMap((format) => format.examples.map((example) => example.line)),
  "java.lang.IllegalStateException: no session",
  "\tat com.example.Cart.add(Cart.java:31)",
  "Caused by: java.io.IOException: reset",
  "Traceback (most recent call last):",
  '  File "cart.py", line 3, in add',
  "KeyError: 'sku'",
  "panic: boom",
  "goroutine 1 [running]:",
  "web-1  | ready",
  '{"a": {',
  '  "b": [1,',
  "]}}",
  "",
  "   ",
  "Zürich – 価格 🙂",
  "progress 10%\rprogress 90%\r",
  "2024-05-02T10:15:03.000000000Z stdout P first half, ",
  "2024-05-02T10:15:03.000000001Z stdout F second half",
  '{"log":"part ","stream":"stdout","time":"2024-05-02T10:15:03Z"}',
];
const sources = fc.array(
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string({ maxLength: 30 })),
  { maxLength: 25 },
);
const ends = fc.constantFrom("\n", "\r\n");
const chunks = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });

describe("however the bytes are cut", () => {
  test("the events are the same", () => {
    fc.assert(
      fc.property(sources, ends, chunks, (lines, end, sizes) => {
        const bytes = encoder.encode(lines.join(end));
        expect(readBytes(bytes, sizes)).toEqual(readBytes(bytes));
      }),
      { numRuns: 300 },
    );
  });

  test("also in UTF-16 and Latin-1", () => {
    fc.assert(
      fc.property(sources, chunks, fc.constantFrom("le", "be", "latin"), (lines, sizes, kind) => {
        const text = lines.join("\n");
        const bytes =
          kind === "latin" ? Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff) : utf16(text, kind === "be");
        expect(readBytes(bytes, sizes)).toEqual(readBytes(bytes));
      }),
      { numRuns: 150 },
    );
  });

  test("a longest line is cut alike", () => {
    const bytes = encoder.encode(`first\n${"é".repeat(MAX_MESSAGE_CHARS * 3)}\nlast\n`);
    const whole = readBytes(bytes);
    expect(readBytes(bytes, [1000])).toEqual(whole);
    expect(whole[1]).toMatchObject({ line: 2, offset: 6, length: MAX_MESSAGE_CHARS * 6 });
    expect(whole[1]?.message).toHaveLength(MAX_MESSAGE_CHARS);
  });
});

test("every byte that is no line end or blank line belongs to one event, in order", () => {
  fc.assert(
    fc.property(sources, (lines) => {
      const text = lines.map((line) => line.replaceAll(/[\r\n]/g, " ")).join("\n");
      const events = readBytes(encoder.encode(text)).filter((event) => !("container.name" in event.attributes));
      let line = 0;
      for (const event of events) {
        expect(event.line).toBeGreaterThan(line);
        line = event.line;
      }
    }),
  );
});

test("offsets cut the event's own bytes out of the source", () => {
  const text = "\ufeff2024-05-02 10:15:03 INFO Zürich 🙂\r\n2024-05-02 10:15:04 ERROR boom\r\n\tat x\r\n";
  for (const bytes of [encoder.encode(text), utf16(text.slice(1), false), utf16(text.slice(1), true)]) {
    const decoder = new TextDecoder(surveyBytes(bytes).encoding);
    const slices = readBytes(bytes).map((event) =>
      decoder.decode(bytes.subarray(event.offset, event.offset + event.length)),
    );
    expect(slices).toEqual(["2024-05-02 10:15:03 INFO Zürich 🙂", "2024-05-02 10:15:04 ERROR boom\r\n\tat x"]);
  }
});

test("a line of 100 MB is one event in bounded memory", { timeout: 60_000 }, () => {
  const survey = createSurvey({ name: "big", receivedAt: RECEIVED_AT });
  const chunk = encoder.encode("x".repeat(1 << 20));
  survey.push(chunk);
  const reader = createReader(survey.finish());
  for (let i = 0; i < 100; i += 1) expect(reader.push(chunk)).toEqual([]);
  const events = [...reader.push(encoder.encode("\nnext\n")), ...reader.end()];
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({ line: 1, lines: 1, offset: 0, length: 100 * (1 << 20) });
  expect(events[0]?.message).toHaveLength(MAX_MESSAGE_CHARS);
  expect(events[1]).toMatchObject({ line: 2, offset: 100 * (1 << 20) + 1 });
});

test("records that the runtime cut are joined per stream", () => {
  const text = [
    "2024-05-02T10:15:03.1Z stdout P one ",
    "2024-05-02T10:15:03.2Z stderr F oops",
    "2024-05-02T10:15:03.3Z stdout F two",
    "2024-05-02T10:15:03.4Z stdout F three",
  ].join("\n");
  expect(readText(text).map(({ line, lines, message, timestamp }) => ({ line, lines, message, timestamp }))).toEqual([
    { line: 1, lines: 2, message: "one two", timestamp: "2024-05-02T10:15:03.1Z" },
    { line: 2, lines: 1, message: "oops", timestamp: "2024-05-02T10:15:03.2Z" },
    { line: 4, lines: 1, message: "three", timestamp: "2024-05-02T10:15:03.4Z" },
  ]);
});

test("interleaved containers keep their own traces", () => {
  const text = [
    "web-1  | java.lang.IllegalStateException: no session",
    "db-1   | 2024-05-02 10:15:03.250 UTC [7] LOG:  ready",
    "web-1  | \tat com.example.Cart.add(Cart.java:31)",
    "db-1   | 2024-05-02 10:15:04.250 UTC [7] ERROR:  deadlock detected",
    "web-1  | listening",
  ].join("\n");
  expect(readText(text).map(({ line, lines, service, level }) => ({ line, lines, service, level }))).toEqual([
    { line: 1, lines: 2, service: "web", level: "error" },
    { line: 2, lines: 1, service: "db", level: "info" },
    { line: 4, lines: 1, service: "db", level: "error" },
    { line: 5, lines: 1, service: "web", level: null },
  ]);
});

test("a pretty-printed object is read as one event", () => {
  const text =
    '{\n  "time": "2024-05-02T10:15:03Z",\n  "level": "error",\n  "error": {\n    "message": "x"\n  },\n  "msg": "failed"\n}\n{\n  "msg": "next"\n}';
  expect(readText(text)).toMatchObject([
    {
      line: 1,
      lines: 8,
      timestamp: "2024-05-02T10:15:03Z",
      level: "error",
      message: "failed",
      attributes: { "exception.message": "x" },
    },
    { line: 9, lines: 3, message: "next" },
  ]);
});

test("quality counts what was assumed", () => {
  const bytes = encoder.encode(
    "Mar  3 07:14:09 gate su: a\nhello\n\nMar  3 07:14:10 gate su: b\n[10:15:03] [main/INFO]: c\n",
  );
  const reader = createReader(surveyBytes(bytes));
  reader.push(bytes);
  reader.end();
  expect(reader.quality()).toMatchObject({
    lines: 5,
    events: 3,
    bytes: bytes.length - 1,
    yearsInferred: 2,
    zoneUnknown: 2,
    withoutTime: 1,
    unrecognised: 0,
  });
});

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, !bigEndian);
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + at * 2, text.charCodeAt(at), !bigEndian);
  return bytes;
}
