import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "#db/client.ts";
import { testDataFolder } from "#db/testing/database.ts";
import { ingestions } from "#db/schema/index.ts";
import { POST as postByKey } from "../../app/api/v1/ingestions/route.ts";
import { POST } from "../../app/api/v1/projects/[projectId]/ingestions/route.ts";
import { makeCallers, type Callers } from "./testing/callers.ts";

process.env.MAX_UPLOAD_BYTES = String(1024 ** 2);
process.env.MAX_EXPANDED_BYTES = String(4 * 1024 ** 2);

const LINE = "2026-11-17T02:00:00Z ERROR pool timed out\n";
const MULTIPART = "multipart/form-data; boundary=x";
const part = (name: string, text: string) =>
  `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${text}\r\n`;

let callers: Callers;
beforeEach(async () => {
  callers = await makeCallers();
});

function send(body: BodyInit | null, headers: Record<string, string> = {}, query = ""): Promise<Response> {
  const { projectId } = callers.tenant;
  // Node asks for `duplex` with a streamed body; the DOM's type does not know it
  const init = { method: "POST", headers: { ...callers.headers.key, ...headers }, body, duplex: "half" };
  const request = new Request(`http://localhost:3000/api/v1/projects/${projectId}/ingestions${query}`, init);
  return POST(request, { params: Promise.resolve({ projectId }) });
}

/** What a refused upload must leave: nothing. */
async function expectNothing(): Promise<void> {
  const { orgId } = callers.tenant;
  expect(await database().$count(ingestions, eq(ingestions.orgId, orgId))).toBe(0);
  const folder = path.join(testDataFolder, "blobs", orgId);
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];
  expect(files).toEqual([]);
}

/** Sends some of a log and then breaks. */
const cutOff = () => {
  let pulls = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      if (pulls < 4) controller.enqueue(Buffer.from(LINE.repeat(500)));
      else controller.error(new Error("socket hang up"));
    },
  });
};

describe("an upload", () => {
  it.each<[string, () => BodyInit, Record<string, string>, string[]]>([
    ["a raw body", () => LINE, { "content-type": "text/plain" }, ["app.log"]],
    ["a body without a type", () => new Blob([LINE]), {}, ["app.log"]],
    ["a body of a strange type", () => LINE, { "content-type": "image/png" }, ["app.log"]],
    ["gzip", () => gzipSync(LINE), { "content-type": "application/gzip" }, ["app.log"]],
    [
      "several files",
      () => `${part("a.log", LINE)}${part("b.log", LINE)}--x--\r\n`,
      { "content-type": MULTIPART },
      ["a.log", "b.log"],
    ],
  ])("takes %s and answers with a link", async (_, body, headers, names) => {
    const response = await send(body(), headers, "?source=app.log&name=Night");
    expect(response.status).toBe(202);
    const made = await response.json();
    expect(made).toMatchObject({ name: "Night", origin: "api", createdBy: "ci", status: "queued" });
    expect(made.sources.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(made.url).toMatch(new RegExp(`^http://localhost:3000/org-[\\w-]+/shop/i/${made.id}$`));
  });

  it.each<[string, () => BodyInit | null, Record<string, string>, number, RegExp]>([
    ["an empty body", () => "", {}, 422, /empty/],
    ["no body", () => null, {}, 422, /empty/],
    ["an empty file", () => `${part("a.log", "")}--x--\r\n`, { "content-type": MULTIPART }, 422, /empty/],
    [
      "a form without a file",
      () => '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
      { "content-type": MULTIPART },
      422,
      /no file/,
    ],
    ["a program", () => Buffer.concat([Buffer.from("\u007fELF"), Buffer.alloc(4000, 1)]), {}, 422, /\w/],
    ["a body that is cut off", cutOff, {}, 422, /cut off.*again/],
    [
      "a form that is cut off",
      () => part("a.log", LINE).slice(0, -10),
      { "content-type": MULTIPART },
      422,
      /too early.*again/,
    ],
    [
      "a second file that is cut off",
      () => part("a.log", LINE) + part("b.log", LINE).slice(0, -10),
      { "content-type": MULTIPART },
      422,
      /again/,
    ],
    ["a form without boundary", () => LINE, { "content-type": "multipart/form-data" }, 400, /boundary/],
    ["too much", () => LINE.repeat(30_000), {}, 413, /larger than 1 MB/],
    ["a gzip bomb", () => gzipSync(Buffer.alloc(8 * 1024 ** 2, "a")), {}, 413, /\w/],
    ["half of a gzip file", () => gzipSync(LINE.repeat(5000)).subarray(0, 200), {}, 422, /\w/],
  ])("refuses %s and keeps nothing of it", async (_, body, headers, status, message) => {
    const response = await send(body(), headers);
    const { error } = await response.json();
    expect([response.status, error.message]).toEqual([status, expect.stringMatching(message)]);
    await expectNothing();
  });

  it("goes to the key's own project where the address names none", async () => {
    const request = new Request("http://localhost:3000/api/v1/ingestions?source=app.log", {
      method: "POST",
      headers: callers.headers.key,
      body: LINE,
    });
    const response = await postByKey(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ projectId: callers.tenant.projectId });
  });
});
