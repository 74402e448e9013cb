import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";
import type { AttributeValue } from "#engine";
import type { eventChunks, EventKind } from "#db/schema/index.ts";
import { packAttributes } from "./attribute-columns.ts";

/** What filters look at in an event; `text` is its message. */
export interface ColumnEvent {
  seq: number;
  sourceIndex: number;
  templateId: number;
  /** Index into LEVELS. */
  level: number | null;
  service: string | null;
  format: string;
  timeMs: number | null;
  text: string;
  attributes: Readonly<Record<string, AttributeValue>> | null;
}

export type PackedChunk = Omit<typeof eventChunks.$inferInsert, "orgId" | "projectId" | "ingestionId">;

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** Texts are unpacked in pieces of this size: mostly one, since each more costs a turn of this thread and a copy. */
const OUTPUT_BYTES = 512 * 1024;
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const SEPARATOR = "\0";
const NO_TIME = -(2 ** 31);

/** The columns of consecutive events, at least one and at most 65,535. Compresses texts and attributes, off this thread. */
export async function packChunk(events: readonly ColumnEvent[]): Promise<PackedChunk> {
  const { kinds, kindOf } = kindsOf(events);
  const times = events.map(({ timeMs }) => timeMs);
  const dated = times.filter((ms) => ms !== null);
  const firstMs = dated.reduce((least, ms) => Math.min(least, ms), Infinity);
  const lastMs = dated.reduce((most, ms) => Math.max(most, ms), -Infinity);
  return {
    firstSeq: events[0]?.seq ?? 0,
    lastSeq: events.at(-1)?.seq ?? 0,
    firstAt: dated.length === 0 ? null : new Date(firstMs),
    lastAt: dated.length === 0 ? null : new Date(lastMs),
    undated: events.length - dated.length,
    kinds,
    kindOf: bytesOf(kindOf),
    times: bytesOf(packTimes(times, firstMs, lastMs)),
    texts: await compress(packTexts(events), FAST),
    ...(await packAttributes(events.map(({ attributes }) => attributes))),
  };
}

/** Which of the chunk's kinds each event is. */
export function unpackKinds(packed: Buffer): Uint16Array {
  const bytes = aligned(packed);
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
}

/** Epoch milliseconds of the chunk's `count` events; NaN where there is no time. */
export function unpackTimes(packed: Buffer, count: number, firstMs: number): Float64Array {
  const bytes = aligned(packed);
  const wide = bytes.length === count * 8;
  const offsets = wide
    ? new Float64Array(bytes.buffer, bytes.byteOffset, count)
    : new Int32Array(bytes.buffer, bytes.byteOffset, count);
  const times = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const offset = offsets[index] ?? NaN;
    times[index] = offset === NO_TIME ? NaN : firstMs + offset;
  }
  return times;
}

/** The folded texts one behind the other, and where each ends. */
export interface Texts {
  text: Buffer;
  ends: Uint32Array;
}

/** Decompresses off this thread. */
export async function unpackTexts(packed: Buffer, count: number): Promise<Texts> {
  const bytes = aligned(await decompress(packed, { chunkSize: OUTPUT_BYTES }));
  return { ends: new Uint32Array(bytes.buffer, bytes.byteOffset, count), text: bytes.subarray(count * 4) };
}

/** 1 for each event whose text holds what is looked for, which is folded. */
export function findText({ text, ends }: Texts, wanted: Buffer): Uint8Array {
  const found = new Uint8Array(ends.length);
  let event = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, ends[event])) {
    while ((ends[event] ?? Infinity) <= at) event++;
    found[event] = 1;
  }
  return found;
}

/**
 * The text as it is compared: without case. Folding the parts is the same as folding the whole, so that a part is always found;
 * that is why both small sigmas, which JavaScript tells apart by what stands around them, are one.
 */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll("ς", "σ");
}

function kindsOf(events: readonly ColumnEvent[]): { kinds: EventKind[]; kindOf: Uint16Array } {
  const kinds: EventKind[] = [];
  const kindOf = new Uint16Array(events.length);
  const byTemplate = new Map<number, number[]>();
  for (const [index, event] of events.entries()) {
    let candidates = byTemplate.get(event.templateId);
    if (candidates === undefined) byTemplate.set(event.templateId, (candidates = []));
    let kind = candidates.find((candidate) => isKind(kinds[candidate], event));
    if (kind === undefined) {
      kind = kinds.length;
      candidates.push(kind);
      kinds.push([event.sourceIndex, event.templateId, event.level, event.service, event.format, 0]);
    }
    kindOf[index] = kind;
    const counted = kinds[kind];
    if (counted) counted[5] += 1;
  }
  return { kinds, kindOf };
}

const isKind = (kind: EventKind | undefined, { sourceIndex, level, service, format }: ColumnEvent): boolean =>
  kind !== undefined && kind[0] === sourceIndex && kind[2] === level && kind[3] === service && kind[4] === format;

function packTimes(times: readonly (number | null)[], firstMs: number, lastMs: number): Int32Array | Float64Array {
  if (lastMs - firstMs >= 2 ** 31) return Float64Array.from(times, (ms) => (ms === null ? NaN : ms - firstMs));
  return Int32Array.from(times, (ms) => (ms === null ? NO_TIME : ms - firstMs));
}

function packTexts(events: readonly ColumnEvent[]): Buffer {
  const all = events.map(({ text }) => text.replaceAll(SEPARATOR, "\u2400")).join(SEPARATOR) + SEPARATOR;
  const folded = Buffer.from(foldText(all));
  const ends = new Uint32Array(events.length);
  let event = 0;
  for (let at = folded.indexOf(0); at !== -1; at = folded.indexOf(0, at + 1)) ends[event++] = at + 1;
  return Buffer.concat([bytesOf(ends), folded]);
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint16Array | Uint32Array | Int32Array | Float64Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** Typed arrays want their bytes to begin at a multiple of their width. */
const aligned = (bytes: Buffer): Buffer => (bytes.byteOffset % 8 === 0 ? bytes : Buffer.concat([bytes]));
