import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";
import type { AttributeValue } from "#engine";

type Attributes = Readonly<Record<string, AttributeValue>> | null;

/** Attributes of a chunk's events: a column for each of the most frequent names, what is left of the others in one. */
export interface PackedAttributes {
  /** Where in `attributes` the column of a name is: first byte, from 1, and length. */
  attributePlaces: Record<string, [from: number, length: number]>;
  attributes: Buffer;
  attributeRest: Buffer | null;
}

/** Names beyond this many, as a log has that uses identifiers as names, have no column of their own. */
const MAX_COLUMNS = 64;
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const OUTPUT_BYTES = 64 * 1024;
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const SEPARATOR = "\0";
const NO_COLUMN = null;

/** Which of `values` each event has, counted from 1; 0: none. */
interface Column {
  codes: Uint16Array;
  codeOf: Map<AttributeValue, number>;
  values: string[];
}

/** Of consecutive events, at most 65,535 of them. Compresses off this thread. The same attributes give the same bytes. */
export async function packAttributes(events: readonly Attributes[]): Promise<PackedAttributes> {
  const columns = columnsFor(events);
  const rest: [index: number, name: string, value: string][] = [];
  for (const [index, attributes] of events.entries()) {
    for (const name in attributes) {
      const value = attributes[name] ?? "";
      const column = columns.get(name);
      if (column) setValue(column, index, value);
      else if (column === NO_COLUMN) rest.push([index, storableText(name), textOf(value)]);
    }
  }
  const named = new Map([...columns].flatMap(([name, column]) => (column ? [[storableText(name), column]] : [])));
  const packed = await Promise.all([...named.values()].map((column) => compress(bytesOf(column), FAST)));
  const places: [string, [number, number]][] = [];
  let from = 1;
  for (const [index, name] of [...named.keys()].entries()) {
    const length = packed[index]?.length ?? 0;
    places.push([name, [from, length]]);
    from += length;
  }
  return {
    attributePlaces: Object.fromEntries(places),
    attributes: Buffer.concat(packed),
    attributeRest: rest.length === 0 ? null : await compress(JSON.stringify(rest.toSorted(byPlace)), FAST),
  };
}

/** Answers which of the chunk's `count` events have one of some values. `column` is the name's own, null: it may be in `rest`. */
export async function unpackAttribute(
  name: string,
  count: number,
  column: Buffer | null,
  rest: Buffer | null,
): Promise<(values: readonly string[]) => Uint8Array> {
  if (column !== null) {
    const bytes = await decompress(column, { chunkSize: OUTPUT_BYTES });
    return (values) => findInColumn(bytes, count, values);
  }
  // Safe: written by `packAttributes`.
  const triples = rest && (JSON.parse(String(await decompress(rest))) as [number, string, string][]);
  return (values) => {
    const found = new Uint8Array(count);
    for (const [index, itsName, value] of triples ?? []) {
      if (itsName === name && values.includes(value)) found[index] = 1;
    }
    return found;
  };
}

function findInColumn(bytes: Buffer, count: number, values: readonly string[]): Uint8Array {
  const found = new Uint8Array(count);
  const text = bytes.subarray(count * 2);
  if (!values.some((value) => text.includes(`${value}${SEPARATOR}`))) return found;
  const known = text.toString().split(SEPARATOR).slice(0, -1);
  const wanted = Uint8Array.from([0, ...known.map((value) => Number(values.includes(value)))]);
  if (!wanted.includes(1)) return found;
  for (let index = 0; index < count; index++) found[index] = wanted[bytes.readUInt16LE(index * 2)] ?? 0;
  return found;
}

/** The names in use, in one order whatever that of the events is; null for those that get no column. */
function columnsFor(events: readonly Attributes[]): Map<string, Column | typeof NO_COLUMN> {
  const uses = new Map<string, number>();
  for (const attributes of events) for (const name in attributes) uses.set(name, (uses.get(name) ?? 0) + 1);
  const ranked = [...uses].toSorted(([one, its], [other, others]) => others - its || (one < other ? -1 : 1));
  const taken = new Map<string, Column>();
  return new Map(
    ranked.map(([name]) => {
      const stored = storableText(name);
      // Two names that are stored as one are one.
      const column = taken.get(stored) ?? (taken.size < MAX_COLUMNS ? newColumn(events.length) : NO_COLUMN);
      if (column) taken.set(stored, column);
      return [name, column];
    }),
  );
}

const newColumn = (count: number): Column => ({ codes: new Uint16Array(count), codeOf: new Map(), values: [] });

function setValue(column: Column, index: number, value: AttributeValue): void {
  let code = column.codeOf.get(value);
  if (code === undefined) {
    code = column.values.push(textOf(value));
    column.codeOf.set(value, code);
  }
  column.codes[index] = code;
}

function bytesOf({ codes, values }: Column): Buffer {
  const numbers = Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength);
  return Buffer.concat([numbers, Buffer.from(values.map((value) => value + SEPARATOR).join(""))]);
}

const textOf = (value: AttributeValue): string => (typeof value === "string" ? storableText(value) : String(value));

/** As PostgreSQL keeps it: see `lib/pipeline/storable.ts`. */
const storableText = (text: string): string => text.replaceAll("\0", "\u2400").toWellFormed();

const byPlace = (
  [one, name]: readonly [number, string, string],
  [other, otherName]: readonly [number, string, string],
): number => one - other || (name < otherName ? -1 : 1);
