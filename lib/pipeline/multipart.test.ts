import { assert, asyncProperty, array, integer, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaryOf, filesOf } from "./multipart.ts";

async function* cut(bytes: Uint8Array, sizes: readonly number[]) {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(body: Uint8Array, boundary: string, sizes: readonly number[] = [7]) {
  const files: { name: string; content: Buffer }[] = [];
  for await (const { name, bytes } of filesOf(cut(body, sizes), boundary)) {
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    files.push({ name, content: Buffer.concat(parts) });
  }
  return files;
}

/** The body that a browser sends. */
async function bodyOf(fields: Record<string, string | Uint8Array>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") form.set(name, value);
    else form.set(name, new File([Buffer.from(value)], name));
  }
  const response = new Response(form);
  const boundary = boundaryOf(response.headers.get("content-type")) ?? "";
  return { boundary, body: new Uint8Array(await response.arrayBuffer()) };
}

describe("filesOf", () => {
  it("gives back what a browser sends, however it arrives in pieces", async () => {
    await assert(
      asyncProperty(
        array(uint8Array({ maxLength: 300 }), { maxLength: 3 }),
        array(integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 }),
        async (contents, sizes) => {
          const fields = Object.fromEntries(contents.map((content, index) => [`${index}.log`, content]));
          const { boundary, body } = await bodyOf({ ...fields, note: "no file" });
          const files = await read(body, boundary, sizes);
          expect(files).toEqual(
            contents.map((content, index) => ({ name: `${index}.log`, content: Buffer.from(content) })),
          );
        },
      ),
    );
  });

  it("is not fooled by lines that look like a boundary", async () => {
    const content = Buffer.from("\r\n--\r\n------\r\n--x");
    const { boundary, body } = await bodyOf({ "a.log": content, text: "pasted" });
    expect(await read(body, boundary, [1])).toEqual([
      { name: "a.log", content },
      { name: "pasted.log", content: Buffer.from("pasted") },
    ]);
  });

  it("keeps the name only, without a path", async () => {
    const body =
      '--b\r\nContent-Disposition: form-data; name="f"; filename="C:\\\\logs\\\\a.log"\r\n\r\nx\r\n--b--\r\n';
    expect((await read(Buffer.from(body), "b")).map(({ name }) => name)).toEqual(["a.log"]);
  });

  it("says that an upload was cut off", async () => {
    const { boundary, body } = await bodyOf({ "a.log": Buffer.from("one two three") });
    await expect(read(body.subarray(0, -20), boundary)).rejects.toMatchObject({ code: "unprocessable" });
  });
});

it.each([
  ["multipart/form-data; boundary=abc", "abc"],
  ['multipart/form-data; charset=utf-8; boundary="a b"', "a b"],
  ["text/plain", null],
  [null, null],
])("reads the boundary of %j", (type, boundary) => expect(boundaryOf(type)).toBe(boundary));
