import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { analysed, expect, test } from "./fixtures.ts";

const LINE = "2026-11-17T02:47:11Z ERROR payments: out of memory\n";

const REFUSED: [string, string, Uint8Array, number, RegExp][] = [
  ["nothing", "a.log", new Uint8Array(), 422, /empty/i],
  ["an image", "a.log", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), 422, /PNG/],
  ["a zip in a zip", "a.zip", zipSync({ "b.zip": zipSync({ "c.log": strToU8(LINE) }) }), 422, /inside an archive/],
  ["a cut gzip", "a.gz", gzipSync(LINE.repeat(500)).subarray(0, 70), 422, /ends too early/],
  ["a path that leads outside", "a.zip", zipSync({ "../../x.log": strToU8(LINE) }), 422, /points outside/],
  ["a zip of images", "a.zip", zipSync({ "a.png": new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }), 422, /no log/],
];

for (const [what, name, bytes, status, words] of REFUSED) {
  test(`${what} is refused in words and leaves nothing behind`, async ({ page, home }) => {
    const at = `/api/v1/projects/${home.projectId}/ingestions`;
    const response = await page.request.post(`${at}?source=${name}`, {
      data: Buffer.from(bytes),
      headers: { "Content-Type": "application/octet-stream", Origin: home.origin },
    });
    expect(response.status()).toBe(status);
    expect(((await response.json()) as { error: { message: string } }).error.message).toMatch(words);
    expect(((await (await page.request.get(at)).json()) as { items: unknown[] }).items).toEqual([]);
  });
}

const TAKEN: [string, Uint8Array, number][] = [
  [
    "invalid UTF-8 and NULs",
    Buffer.concat([
      Buffer.from(LINE),
      Buffer.from("2026-11-17T02:47:12Z INFO x: "),
      Buffer.from([0xff, 0xfe, 0x00, 0x41, 0x0a]),
      Buffer.from(LINE),
    ]),
    3,
  ],
  ["UTF-16 with a byte order mark", Buffer.from(`\uFEFF${LINE}${LINE}`, "utf16le"), 2],
  ["a last line without end", Buffer.from(`${LINE}${LINE.trimEnd()}`), 2],
  [
    "a line of 20 MB",
    Buffer.concat([
      Buffer.from(LINE),
      Buffer.from("2026-11-17T02:47:12Z INFO x: "),
      Buffer.alloc(20_000_000, 120),
      Buffer.from(`\n${LINE}`),
    ]),
    3,
  ],
];

for (const [what, bytes, events] of TAKEN) {
  test(`${what} is read`, async ({ page, home }) => {
    const response = await page.request.post(`/api/v1/projects/${home.projectId}/ingestions?source=odd.log`, {
      data: Buffer.from(bytes),
      headers: { "Content-Type": "text/plain", Origin: home.origin },
    });
    expect(response.status()).toBe(202);
    const { id } = (await response.json()) as { id: string };
    await analysed(page.request, home, id);
    const made = (await (await page.request.get(`/api/v1/projects/${home.projectId}/ingestions/${id}`)).json()) as {
      events: number;
    };
    expect(made.events).toBe(events);
  });
}

test("a write from another site is refused", async ({ page, home }) => {
  const response = await page.request.patch(`/api/v1/projects/${home.projectId}`, {
    data: { name: "Owned" },
    headers: { Origin: "https://evil.example" },
  });
  expect(response.status()).toBe(403);
});
