import { gzipSync, zstdCompressSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { expand, newBudget, type Budget } from "./expand.ts";

const LOG = "2026-11-17 02:47:11 ERROR one\n2026-11-17 02:47:12 INFO two\n";
const limits = { maxBytes: 1_000_000, maxSources: 5 };

async function* chunked(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(name: string, bytes: Uint8Array, budget: Budget = newBudget(limits)) {
  const sources: { name: string; archive: string | null; text: string }[] = [];
  for await (const source of expand({ name, bytes: chunked(bytes) }, budget)) {
    const parts: Uint8Array[] = [];
    for await (const part of source.bytes) parts.push(part);
    sources.push({ name: source.name, archive: source.archive, text: Buffer.concat(parts).toString() });
  }
  return sources;
}

async function tar(files: Record<string, Uint8Array>) {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, Buffer.from(content));
  archive.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of archive) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

describe("expand", () => {
  it("gives plain text as it is", async () => {
    expect(await read("app.log", Buffer.from(LOG))).toEqual([{ name: "app.log", archive: null, text: LOG }]);
  });

  it("gives an empty upload as an empty source", async () => {
    expect(await read("app.log", Buffer.alloc(0))).toEqual([{ name: "app.log", archive: null, text: "" }]);
  });

  it.each([
    ["app.log.gz", gzipSync(LOG)],
    ["app.log.zst", zstdCompressSync(LOG)],
  ])("unpacks %s", async (name, bytes) => {
    expect(await read(name, bytes)).toEqual([{ name: "app.log", archive: name, text: LOG }]);
  });

  it("unpacks tar.gz and the compressed files in it, and leaves out what is no text", async () => {
    const budget = newBudget(limits);
    const bytes = gzipSync(
      await tar({
        "var/log/app.log": Buffer.from(LOG),
        "var/log/app.log.1.gz": gzipSync(LOG),
        "logo.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
        "__MACOSX/._app.log": Buffer.from("x"),
      }),
    );
    const sources = await read("logs.tar.gz", bytes, budget);
    expect(sources.map((source) => source.name)).toEqual(["var/log/app.log", "var/log/app.log.1"]);
    expect(sources.every((source) => source.text === LOG)).toBe(true);
    expect(budget.skipped).toEqual(["logo.png"]);
  });

  it("unpacks a zip with folders", async () => {
    const bytes = zipSync({ "logs/web.log": strToU8(LOG), "logs/": new Uint8Array(), "b.log": strToU8("two\n") });
    expect((await read("logs.zip", bytes)).map((source) => source.name)).toEqual(["logs/web.log", "b.log"]);
  });

  it.each([
    [
      "a zip in a zip",
      "a.zip",
      zipSync({ "b.zip": zipSync({ "c.log": strToU8(LOG) }) }),
      "unprocessable",
      "inside an archive",
    ],
    [
      "a path that leads outside",
      "a.zip",
      zipSync({ "../../etc/cron.d/x": strToU8(LOG) }),
      "unprocessable",
      "points outside",
    ],
    [
      "a zip of images",
      "a.zip",
      zipSync({ "a.png": new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }),
      "unprocessable",
      "Left out as no text: a.png",
    ],
    ["a cut gzip", "a.gz", gzipSync(LOG.repeat(100)).subarray(0, 60), "unprocessable", "ends too early"],
    [
      "a cut zip",
      "a.zip",
      zipSync({ "a.log": strToU8(LOG.repeat(50)) }).subarray(0, 80),
      "unprocessable",
      "ends too early",
    ],
    ["a gzip bomb", "a.gz", gzipSync(Buffer.alloc(3_000_000, 65)), "too_large", "Unpacked"],
    ["a zip bomb", "a.zip", zipSync({ "a.log": new Uint8Array(3_000_000).fill(65) }), "too_large", "Unpacked"],
    [
      "too many files",
      "a.zip",
      zipSync(Object.fromEntries([..."abcdef"].map((name) => [name, strToU8(LOG)]))),
      "too_large",
      "More than 5 files",
    ],
    ["a PNG", "a.log", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), "unprocessable", "PNG image"],
    [
      "noise",
      "a.log",
      Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) % 23)),
      "unprocessable",
      "binary data",
    ],
    [
      "every byte there is",
      "a.log",
      Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256)),
      "unprocessable",
      "binary data",
    ],
    ["an xz file", "a.xz", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 1]), "unsupported", "xz archive"],
  ])("refuses %s and says what to do", async (_what, name, bytes, code, words) => {
    await expect(read(name, bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it("keeps a log with a few NULs and one in UTF-16", async () => {
    expect(await read("a.log", Buffer.from(`${LOG}${"\0".repeat(3000)}\n${LOG}`))).toHaveLength(1);
    expect(await read("b.log", Buffer.from(`\uFEFF${LOG}`, "utf16le"))).toHaveLength(1);
  });
});
