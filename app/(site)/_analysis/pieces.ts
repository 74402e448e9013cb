import { Unzip, UnzipInflate } from "fflate";
import { generateScenario } from "#samples/scenarios.ts";
import { kindOf } from "#lib/archive/magic.ts";
import type { Input } from "./protocol.ts";
import { Refusal } from "./refusal.ts";

/** What the tab reads at most, expanded: a gzip bomb ends here. */
export const MAX_TAB_BYTES = 1024 ** 3;
/** Demo incidents begin at this moment, so that the same seed gives the same text. */
export const DEMO_START = "2026-11-17T02:30:00.000Z";

/** Enough to know what is packed, and how. */
const HEAD_BYTES = 512;

/** Sources one after the other: its name, its bytes in order, its end. `taken` counts the bytes as given (packed). */
export type Piece =
  | { kind: "source"; name: string }
  | { kind: "bytes"; bytes: Uint8Array; taken: number }
  | { kind: "end" };

/** Size of the inputs as given, for the progress bar; null when it cannot be known. */
export function sizeOf(inputs: readonly Input[]): number | null {
  let total = 0;
  for (const input of inputs) {
    if (input.kind === "demo") return null;
    total += input.kind === "file" ? input.file.size : new TextEncoder().encode(input.text).length;
  }
  return total;
}

/** Unpacks gzip and zip while reading. Throws Refusal. */
export async function* piecesOf(inputs: readonly Input[]): AsyncGenerator<Piece> {
  let expanded = 0;
  for (const input of inputs) {
    for await (const piece of piecesOfOne(input)) {
      if (piece.kind === "bytes") expanded += piece.bytes.length;
      if (expanded > MAX_TAB_BYTES) {
        throw new Refusal(
          "There is more than 1 GB of text in it. The first part is analysed below; keep the rest in a project.",
        );
      }
      yield piece;
    }
  }
}

function piecesOfOne(input: Input): AsyncIterable<Piece> | Iterable<Piece> {
  if (input.kind === "demo") return demo(input);
  return input.kind === "text" ? plainText(input) : unpacked(input);
}

function* plainText({ name, text }: Input & { kind: "text" }): Generator<Piece> {
  const bytes = new TextEncoder().encode(text);
  yield { kind: "source", name };
  yield { kind: "bytes", bytes, taken: bytes.length };
  yield { kind: "end" };
}

async function* unpacked({ name, file }: Input & { kind: "file" }): AsyncGenerator<Piece> {
  const kind = kindOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  if (kind === "zip") {
    yield* unzip(name, file);
    return;
  }
  if (kind !== "plain" && kind !== "gzip") {
    throw new Refusal(`${name} is packed as ${kind}, which a tab cannot open. Unpack it, or keep it in a project.`);
  }
  yield { kind: "source", name: name.replace(/\.gz$/i, "") };
  if (kind === "gzip") yield* gunzip(name, file);
  else for await (const bytes of read(file.stream())) yield { kind: "bytes", bytes, taken: bytes.length };
  yield { kind: "end" };
}

function* demo({ scenario, seed, events }: Input & { kind: "demo" }): Generator<Piece> {
  const encoder = new TextEncoder();
  for (const file of generateScenario(scenario, { seed, events, startAt: DEMO_START }).files) {
    yield { kind: "source", name: file.name };
    for (const chunk of file.chunks()) yield { kind: "bytes", bytes: encoder.encode(chunk), taken: 0 };
    yield { kind: "end" };
  }
}

async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.releaseLock();
  }
}

async function* gunzip(name: string, file: Blob): AsyncGenerator<Piece> {
  let taken = 0;
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        taken += chunk.length;
        controller.enqueue(chunk);
      },
    }),
  );
  let told = 0;
  try {
    for await (const bytes of read(counted.pipeThrough(new DecompressionStream("gzip")))) {
      yield { kind: "bytes", bytes, taken: taken - told };
      told = taken;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `${name} ends in the middle of its gzip data. What came before is analysed below; add the whole file.`,
    );
  }
}

/** Text files of a zip. Folders, hidden files and archives inside it are left out; when nothing is left that is said. */
async function* unzip(name: string, file: Blob): AsyncGenerator<Piece> {
  const waiting: Piece[] = [];
  const failed: { message: string | null } = { message: null };
  let sources = 0;
  const unpacker = new Unzip((entry) => {
    if (/(?:^|\/)(?:\.|__MACOSX)|\/$|\.(?:zip|gz|tgz|7z|rar|png|jpe?g|gif|pdf)$/i.test(entry.name)) return;
    sources += 1;
    waiting.push({ kind: "source", name: entry.name });
    entry.ondata = (error, bytes, final) => {
      if (error !== null) {
        failed.message = `${name} cannot be unpacked: ${entry.name} is damaged or encrypted. Unpack it and add the files.`;
        return;
      }
      waiting.push({ kind: "bytes", bytes, taken: 0 });
      if (final) waiting.push({ kind: "end" });
    };
    entry.start();
  });
  unpacker.register(UnzipInflate);
  for await (const bytes of read(file.stream())) {
    try {
      unpacker.push(bytes);
    } catch {
      failed.message = `${name} cannot be unpacked. Unpack it and add the files.`;
    }
    yield* waiting.splice(0);
    if (failed.message !== null) throw new Refusal(failed.message);
    yield { kind: "bytes", bytes: new Uint8Array(), taken: bytes.length };
  }
  if (sources === 0) throw new Refusal(`${name} holds no text file. Add .log, .txt or .json files, plain or packed.`);
}
