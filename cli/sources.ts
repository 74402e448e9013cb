import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createSession, createSurvey, type LogEvent, type Rule, type Session, type SourceProfile } from "#engine";
import { expand, newBudget } from "#lib/archive/expand.ts";
import { binaryReason, kindOf } from "#lib/archive/magic.ts";
import { AppError } from "#lib/errors.ts";
import { CliError } from "./usage.ts";

/** A plain file on disk; archives and standard input are spooled first, since a source is read more than once. */
export interface PlainSource {
  name: string;
  path: string;
}

const LIMITS = { maxBytes: 64 * 1024 ** 3, maxSources: 1000 };

/** Runs `use` over the files (or standard input) as plain sources; what was spooled is gone afterwards. */
export async function withSources<T>(files: string[], use: (sources: PlainSource[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "aiops-"));
  try {
    return await use(await plainSources(files, folder));
  } catch (error) {
    if (error instanceof AppError) throw new CliError(error.message);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads the sources as one ingestion and hands out the events as they come; returns the session for its digest. */
export async function readAll(
  sources: PlainSource[],
  options: { zone: string | null; receivedAt: string; rules?: readonly Rule[] },
  each: (events: LogEvent[]) => void | Promise<void> = () => {},
): Promise<Session> {
  const session = createSession({ rules: options.rules ?? [] });
  for (const source of sources) {
    session.startSource(source.name, await survey(source, options));
    for await (const chunk of createReadStream(source.path, { highWaterMark: 256 * 1024 })) {
      await each(session.push(chunk as Uint8Array));
    }
    await each(session.endSource());
  }
  return session;
}

async function survey(
  source: PlainSource,
  options: { zone: string | null; receivedAt: string },
): Promise<SourceProfile> {
  const learning = createSurvey({ name: source.name, receivedAt: options.receivedAt, zone: options.zone });
  for await (const chunk of createReadStream(source.path)) {
    if (!learning.push(chunk as Uint8Array)) break;
  }
  return learning.finish();
}

async function plainSources(files: string[], folder: string): Promise<PlainSource[]> {
  const sources: PlainSource[] = [];
  const budget = newBudget(LIMITS);
  for (const file of files.length === 0 ? ["-"] : files) {
    if (file !== "-" && (await isPlain(file))) {
      sources.push({ name: basename(file), path: file });
      continue;
    }
    const upload =
      file === "-" ? { name: "stdin", bytes: process.stdin } : { name: basename(file), bytes: createReadStream(file) };
    for await (const source of expand(upload, budget)) {
      const path = join(folder, String(sources.length));
      await pipeline(Readable.from(source.bytes), createWriteStream(path));
      sources.push({ name: source.name, path });
    }
  }
  return sources;
}

async function isPlain(file: string): Promise<boolean> {
  try {
    if ((await stat(file)).isDirectory()) throw new CliError(`${file} is a folder. Name the files in it.`);
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      const head = buffer.subarray(0, bytesRead);
      if (kindOf(head) !== "plain") return false;
      const binary = binaryReason(head);
      if (binary !== null) throw new CliError(`${file} is no text: it looks like ${binary}.`);
      return true;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message;
    throw new CliError(`${file}: ${reason}.`);
  }
}
