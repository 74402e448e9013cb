import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { createAnalyser } from "./analyse.ts";
import { piecesOf, sizeOf } from "./pieces.ts";
import type { Input } from "./protocol.ts";
import { createRowFinder } from "./rows.ts";

const LOG = [
  "2026-11-17T02:47:11.204Z INFO api started",
  "2026-11-17T02:47:12.204Z ERROR api order 17 failed: connection refused",
  "2026-11-17T02:47:13.204Z ERROR api order 18 failed: connection refused",
  "2026-11-17T02:47:14.204Z WARN api slow answer 1204 ms",
].join("\n");

async function analysed(inputs: Input[], onSlice: (stop: () => void) => void = () => {}) {
  const analyser = createAnalyser("2026-11-17T12:00:00Z");
  await analyser.read(piecesOf(inputs), () => Promise.resolve(onSlice(() => analyser.stop())));
  return analyser;
}
const file = (name: string, bytes: Uint8Array<ArrayBuffer> | string): Input => ({
  kind: "file",
  name,
  file: new Blob([bytes]),
});
const ways: [string, Input, string][] = [
  ["text", { kind: "text", name: "pasted.log", text: LOG }, "pasted.log"],
  ["a file", file("app.log", LOG), "app.log"],
  ["gzip", file("app.log.gz", new Uint8Array(gzipSync(LOG))), "app.log"],
  [
    "zip",
    file(
      "logs.zip",
      new Uint8Array(
        zipSync({ "a/app.log": strToU8(LOG), "__MACOSX/a/._app.log": strToU8("x"), "a/": new Uint8Array() }),
      ),
    ),
    "a/app.log",
  ],
];

test.each(ways)("%s gives the same events", async (_, input, source) => {
  const analyser = await analysed([input]);
  const result = analyser.result(false);
  expect(result.events).toBe(4);
  expect(result.partial).toBe(false);
  expect(result.sources.map(({ name }) => name)).toEqual([source]);
  expect(analyser.rows.map(({ seq, level }) => [seq, level])).toEqual([
    [1, "info"],
    [2, "error"],
    [3, "error"],
    [4, "warn"],
  ]);
});

test("several inputs are sources of one analysis, numbered through", async () => {
  const { rows } = await analysed([file("a.log", LOG), file("b.log", LOG)]);
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(rows.at(-1)).toMatchObject({ source: "b.log", line: 4 });
});

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(200).fill(0)]);
const refused: [string, Input, RegExp][] = [
  ["a picture", file("shot.png", png), /shot\.png is a PNG image, no text/],
  [
    "an archive that a tab cannot open",
    file("a.7z", new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])),
    /packed as 7z/,
  ],
  ["nothing", file("empty.log", ""), /no line in it/],
  ["a cut gzip", file("app.log.gz", new Uint8Array(gzipSync(LOG.repeat(400)).subarray(0, 60))), /ends in the middle/],
  ["a zip of pictures", file("a.zip", new Uint8Array(zipSync({ "a.png": png }))), /holds no text file/],
];
test.each(refused)("%s is refused in words", async (_, input, message) => {
  await expect(analysed([input])).rejects.toThrow(message);
});

test("stopping keeps what was read and says that it is partial", async () => {
  const analyser = await analysed([file("a.log", `${LOG}\n`.repeat(20_000))], (stop) => stop());
  const result = analyser.result(false);
  expect(result.events).toBeGreaterThan(0);
  expect(result.events).toBeLessThan(80_000);
  expect(result.partial).toBe(true);
});

test("a demo incident is generated here; its size is not known before", async () => {
  const input: Input = { kind: "demo", scenario: "database-failover", seed: 1, events: 1000 };
  expect(sizeOf([input])).toBeNull();
  const result = (await analysed([input])).result(false);
  expect(result.events).toBeGreaterThan(800);
  expect(result.story.incident).toBe(true);
});

describe("lists", () => {
  const finderOf = async () => createRowFinder((await analysed([file("a.log", LOG)])).rows);
  const all = { level: null, group: [], text: "" } as const;
  test("filter by level, text and group", async () => {
    const finder = await finderOf();
    const errors = finder.page({ ...all, level: "error" }, 0, 10);
    expect(errors.rows.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(finder.page({ ...all, text: "ORDER 18" }, 0, 10).total).toBe(1);
    const fingerprint = errors.rows[0]?.fingerprint ?? "";
    expect(finder.page({ ...all, group: [fingerprint] }, 0, 10).total).toBe(2);
    expect(finder.page(all, 3, 10).rows.map(({ seq }) => seq)).toEqual([4]);
  });
  test("the place of a line, or where it would stand", async () => {
    const finder = await finderOf();
    expect(finder.placeOf(all, 3)).toBe(2);
    expect(finder.placeOf({ ...all, level: "error" }, 3)).toBe(1);
    expect(finder.placeOf({ ...all, level: "error" }, 4)).toBe(1);
  });
});
