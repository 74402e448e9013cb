import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "#lib/errors.ts";
import type { BlobStore } from "./blob-store.ts";

const PIECE_BYTES = 256 * 1024;

/** Blobs as files under `root`. */
export function localBlobs(root: string): BlobStore {
  const fileOf = (key: string) => path.join(root, key);
  return {
    async write(key, bytes) {
      const file = fileOf(key);
      const half = `${file}.${randomUUID()}.part`;
      const hash = createHash("sha256");
      let size = 0;
      async function* counted() {
        for await (const piece of bytes) {
          hash.update(piece);
          size += piece.length;
          yield piece;
        }
      }
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await pipeline(counted, createWriteStream(half, { mode: 0o600 }));
        await rename(half, file);
      } catch (error) {
        await rm(half, { force: true });
        throw asBlobError(error);
      }
      return { bytes: size, sha256: hash.digest("hex") };
    },
    async *read(key) {
      try {
        yield* createReadStream(fileOf(key), { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array>;
      } catch (error) {
        throw asBlobError(error);
      }
    },
    async readRange(key, offset, length) {
      try {
        await using file = await open(fileOf(key));
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } catch (error) {
        throw asBlobError(error);
      }
    },
    async *list() {
      try {
        for await (const entry of await opendir(root, { recursive: true })) {
          if (!entry.isFile()) continue;
          const file = path.join(entry.parentPath, entry.name);
          const found = await stat(file).catch(() => null); // removed in between
          if (found) yield { key: path.relative(root, file).split(path.sep).join("/"), writtenAt: found.mtime };
        }
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error; // nothing kept yet
      }
    },
    removeAll: (prefix) => rm(fileOf(prefix), { recursive: true, force: true }),
  };
}

function asBlobError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
    return new AppError("storage_full", "The disk of the server is full. Free space on it, then try again.", {
      cause: error,
    });
  }
  if (code === "ENOENT") {
    return new AppError("not_found", "The stored bytes of this log are missing. Send the log again.", { cause: error });
  }
  return error;
}
