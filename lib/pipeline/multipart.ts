import { AppError } from "#lib/errors.ts";

export interface Upload {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
}

const CRLF2 = Buffer.from("\r\n\r\n");
const MAX_HEADER_BYTES = 16 * 1024;

/** The boundary of a multipart/form-data body; null for any other content type. */
export function boundaryOf(contentType: string | null): string | null {
  if (contentType === null || !/^multipart\/form-data\b/i.test(contentType)) return null;
  const match = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw new AppError("invalid", "The multipart body names no boundary: send it again.");
  return boundary;
}

/**
 * The files of a multipart/form-data body (RFC 7578), streamed: read a file to its end before asking for the next. Fields
 * that are no files are passed over, except that a field `text` counts as a file `pasted.log`.
 */
export async function* filesOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Upload> {
  const window = createWindow(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  window.prepend("\r\n"); // so that the first delimiter looks like the others
  await drain(window.until(delimiter));
  while (!(await window.skipped("--"))) {
    const header = parseHeader(await window.header());
    const bytes = window.until(delimiter);
    if (header.name !== null) yield { name: header.name, bytes };
    await drain(bytes);
  }
}

function createWindow(body: AsyncIterable<Uint8Array>) {
  const source = body[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { done, value } = await source.next();
    if (done === true) throw new AppError("unprocessable", "The upload ended too early. Send it again.");
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
  };
  const take = (count: number) => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
  return {
    prepend(text: string) {
      held = Buffer.concat([Buffer.from(text), held]);
    },
    /** Bytes up to the delimiter, which is consumed. Reading it again after its end gives nothing. */
    until(delimiter: Buffer): AsyncIterable<Uint8Array> {
      let ended = false;
      async function* pieces() {
        while (!ended) {
          const at = held.indexOf(delimiter);
          // Without a match, the tail may be the beginning of one.
          const safe = at === -1 ? held.length - delimiter.length : at;
          if (safe > 0) yield take(safe);
          if (at !== -1) {
            take(delimiter.length);
            ended = true;
          } else if (held.length <= delimiter.length) await more();
        }
      }
      return { [Symbol.asyncIterator]: pieces };
    },
    async header(): Promise<string> {
      let at = held.indexOf(CRLF2);
      while (at === -1) {
        if (held.length > MAX_HEADER_BYTES)
          throw new AppError("invalid", "A part of the upload has too long a header.");
        await more();
        at = held.indexOf(CRLF2);
      }
      return take(at + CRLF2.length).toString("utf8");
    },
    async skipped(text: string): Promise<boolean> {
      while (held.length < text.length) await more();
      const found = held.subarray(0, text.length).toString() === text;
      if (found) take(text.length);
      return found;
    },
  };
}

function parseHeader(header: string): { name: string | null } {
  const disposition = /^content-disposition:([^\r\n]*)/im.exec(header)?.[1] ?? "";
  const star = /;\s*filename\*=utf-8''([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]?.replace(/\\(.)/g, "$1");
  const file = (star === undefined ? undefined : decode(star)) ?? plain;
  if (file !== undefined && file !== "") return { name: file.split(/[\\/]/).at(-1) ?? file };
  return { name: /;\s*name="text"/i.test(disposition) ? "pasted.log" : null };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

async function drain(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes);
}
