import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { AppError } from "#lib/errors.ts";

/** The files of a zip. Spooled to a temporary file that is gone afterwards. `maxBytes` bounds the zip itself. */
export async function* zipEntries(
  upload: { name: string; bytes: AsyncIterable<Uint8Array> },
  maxBytes: number,
): AsyncGenerator<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
  const folder = await mkdtemp(join(tmpdir(), "aiops-zip-"));
  try {
    const file = join(folder, "upload.zip");
    await pipeline(Readable.from(atMost(upload, maxBytes)), createWriteStream(file, { mode: 0o600 }));
    yield* listed(upload.name, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* listed(name: string, file: string) {
  // `validateEntrySizes` makes a zip bomb that lies about its sizes fail.
  const zip = await yauzl
    .openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    .catch((error: unknown) => {
      throw damaged(name, error);
    });
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      if (entry.isEncrypted())
        throw new AppError("unprocessable", `${name} is protected by a password. Unpack it and send the log.`);
      yield { name: entry.fileName, bytes: await zip.openReadStreamPromise(entry) };
    }
  } catch (error) {
    throw error instanceof AppError ? error : damaged(name, error);
  } finally {
    zip.close();
  }
}

async function* atMost(upload: { name: string; bytes: AsyncIterable<Uint8Array> }, maxBytes: number) {
  let bytes = 0;
  for await (const chunk of upload.bytes) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new AppError("too_large", `${upload.name} is larger than ${Math.floor(maxBytes / 1024 ** 2)} MB.`);
    yield chunk;
  }
}

function damaged(name: string, cause: unknown): AppError {
  if (cause instanceof Error && /relative path|absolute path/.test(cause.message)) {
    return new AppError("unprocessable", `${name} holds a file name that points outside of it. Pack it again.`, {
      cause,
    });
  }
  return new AppError(
    "unprocessable",
    `${name} is damaged or ends too early: it could not be unpacked. Send it again.`,
    { cause },
  );
}
