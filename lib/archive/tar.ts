import { pipeline, Readable } from "node:stream";
import { extract } from "tar-stream";
import { AppError } from "#lib/errors.ts";

/** The files of a tar stream, one after the other; links and devices are passed over. */
export async function* tarEntries(upload: {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
}): AsyncGenerator<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
  const archive = extract();
  pipeline(Readable.from(upload.bytes), archive, () => {});
  try {
    for await (const entry of archive) {
      if (entry.header.type === "file" || entry.header.type === "contiguous-file") {
        yield { name: entry.header.name, bytes: entry as AsyncIterable<Uint8Array> };
      }
      entry.resume();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      "unprocessable",
      `${upload.name} is damaged or ends too early: it could not be unpacked. Send it again.`,
      {
        cause: error,
      },
    );
  }
}
