import { pipeline, Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { AppError } from "#lib/errors.ts";
import { binaryReason, kindOf, type Kind } from "./magic.ts";
import { tarEntries } from "./tar.ts";
import { zipEntries } from "./zip.ts";

/** One plain-text source that came out of an upload. Read `bytes` to its end before asking for the next source. */
export interface Expanded {
  /** Name without its compression ending; inside an archive, the cleaned path. */
  name: string;
  /** The archive or compressed file it came from; null when the upload was plain. */
  archive: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

export interface ExpandLimits {
  /** Over all sources of one ingestion, after decompression. */
  maxBytes: number;
  maxSources: number;
}

/** What one ingestion may still take; shared by several uploads of the same ingestion. */
export interface Budget extends ExpandLimits {
  bytes: number;
  sources: number;
  /** Archive entries left out because they are no text, by name. */
  skipped: string[];
}

export function newBudget(limits: ExpandLimits): Budget {
  return { ...limits, bytes: 0, sources: 0, skipped: [] };
}

type Entry = { name: string; bytes: AsyncIterable<Uint8Array> };

/**
 * Turns one upload into plain sources: as it is, or out of gzip, zstd, zip, tar and compressed tar. Streams; only a zip is spooled
 * to a temporary file, since its directory stands at its end.
 *
 * Throws AppError: `unprocessable` (binary, broken, nested archive, nothing in it), `unsupported` (other archives), `too_large`
 * (a gzip bomb, too many files).
 */
export async function* expand(upload: Entry, budget: Budget): AsyncGenerator<Expanded> {
  const { head, bytes } = await peek(upload.bytes);
  const kind = kindOf(head);
  if (kind === "plain") {
    refuseBinary(upload.name, head);
    yield counted({ name: upload.name, archive: null, bytes }, budget);
    return;
  }
  let found = false;
  for await (const source of open({ name: upload.name, bytes }, kind, budget)) {
    found = true;
    yield counted({ ...source, archive: upload.name }, budget);
  }
  if (!found) {
    const skipped = budget.skipped.length > 0 ? ` Left out as no text: ${budget.skipped.slice(0, 5).join(", ")}.` : "";
    throw new AppError("unprocessable", `${upload.name} holds no log that can be read.${skipped} Choose another file.`);
  }
}

/** Opens one archive; inside it, single compressed files (`app.log.1.gz`) are opened too, further archives are refused. */
async function* open(upload: Entry, kind: Kind, budget: Budget): AsyncGenerator<Entry> {
  switch (kind) {
    case "gzip":
    case "zstd":
      yield* openCompressed(upload, kind, budget, true);
      return;
    case "tar":
      yield* entries(tarEntries(upload), budget);
      return;
    case "zip":
      yield* entries(zipEntries(upload, budget.maxBytes), budget);
      return;
    default:
      throw new AppError("unsupported", `${upload.name} is a ${kind} archive. Send it as gzip, zstd, zip or tar.gz.`);
  }
}

async function* openCompressed(upload: Entry, kind: "gzip" | "zstd", budget: Budget, tarAllowed: boolean) {
  const name = upload.name.replace(/\.(gz|gzip|zst|zstd)$/i, "").replace(/\.t(gz|zst)$/i, ".tar");
  const { head, bytes } = await peek(decompress(upload, kind));
  const inner = kindOf(head);
  if (inner === "tar" && tarAllowed) yield* entries(tarEntries({ name, bytes }), budget);
  else if (inner === "plain") {
    refuseBinary(name, head);
    yield { name, bytes };
  } else throw nested(upload.name, inner);
}

async function* entries(archive: AsyncIterable<Entry>, budget: Budget): AsyncGenerator<Entry> {
  for await (const entry of archive) {
    const name = cleanName(entry.name);
    if (name === null) continue;
    const { head, bytes } = await peek(entry.bytes);
    const kind = kindOf(head);
    if (kind === "gzip" || kind === "zstd") yield* openCompressed({ name, bytes }, kind, budget, false);
    else if (kind !== "plain") throw nested(name, kind);
    else if (binaryReason(head) !== null) budget.skipped.push(name);
    else yield { name, bytes };
  }
}

async function* decompress(upload: Entry, kind: "gzip" | "zstd"): AsyncGenerator<Uint8Array> {
  const through = kind === "gzip" ? createGunzip() : createZstdDecompress();
  try {
    yield* pipeline(Readable.from(upload.bytes), through, () => {}) as AsyncIterable<Uint8Array>;
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

function counted(source: Expanded, budget: Budget): Expanded {
  budget.sources += 1;
  if (budget.sources > budget.maxSources) {
    throw new AppError("too_large", `More than ${budget.maxSources} files. Send fewer at a time.`);
  }
  async function* count() {
    for await (const chunk of source.bytes) {
      budget.bytes += chunk.length;
      if (budget.bytes > budget.maxBytes) {
        throw new AppError(
          "too_large",
          `Unpacked, this is more than ${Math.floor(budget.maxBytes / 1024 ** 2).toLocaleString("en")} MB. Cut the log to the time of the incident, or send its parts one by one.`,
        );
      }
      yield chunk;
    }
  }
  return { ...source, bytes: count() };
}

/** The first bytes (at most 4 KiB) and the whole stream again. */
async function peek(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < 4096) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    first.push(value);
    size += value.length;
  }
  async function* all() {
    try {
      yield* first;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(first).subarray(0, 4096), bytes: all() };
}

function refuseBinary(name: string, head: Uint8Array): void {
  const reason = binaryReason(head);
  if (reason !== null)
    throw new AppError("unprocessable", `${name} is no text: it looks like ${reason}. Choose a log file.`);
}

function nested(name: string, kind: Kind): AppError {
  return new AppError(
    "unprocessable",
    `${name} is an archive (${kind}) inside an archive. Unpack it once and send what is in it.`,
  );
}

/** Paths come from strangers: no root, no `..`, no drive; null for what is no file of the user's. */
function cleanName(path: string): string | null {
  const parts = path
    .replace(/^[A-Za-z]:/, "")
    .split(/[\\/]+/)
    .filter((part) => part !== "" && part !== "." && part !== "..");
  const last = parts.at(-1);
  if (last === undefined || parts[0] === "__MACOSX" || last === ".DS_Store" || last.startsWith("._")) return null;
  return parts.join("/").slice(-200);
}
