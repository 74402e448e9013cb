import { MAX_MESSAGE_CHARS } from "../vocabulary.ts";
import type { SourceProfile } from "../formats/profile.ts";

/** One physical line, or a record over several. `offset` and `length` are bytes of the source, without the line's end. */
export interface Line {
  /** From 1. */
  number: number;
  /** Physical lines that it spans. */
  lines: number;
  offset: number;
  length: number;
  text: string;
  /** There may be escapes, NULs or carriage returns in it. */
  raw: boolean;
}

/** Cuts bytes into lines. However the bytes are chunked, the lines are the same. */
export interface Splitter {
  push(bytes: Uint8Array): Line[];
  end(): Line[];
}

export type Encoding = SourceProfile["encoding"];

/** Of a longer line only this much is kept in memory; its length is still counted. */
export const MAX_LINE_BYTES = MAX_MESSAGE_CHARS * 4;

/** `from`: what was consumed of the source already. */
export function createSplitter(encoding: Encoding, from = { offset: 0, number: 0 }): Splitter {
  const wide = encoding === "utf-16le" || encoding === "utf-16be";
  const decoder = createDecoder(encoding);
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  // bytes of the unfinished line, of which `held` keeps the first
  let pending = 0;
  let { offset, number } = from;
  let odd: Uint8Array | null = null;

  const hold = (bytes: Uint8Array): void => {
    pending += bytes.length;
    const room = MAX_LINE_BYTES - heldBytes;
    if (room <= 0 || bytes.length === 0) return;
    // a copy: the caller may reuse its buffer
    const kept = bytes.slice(0, room);
    held.push(kept);
    heldBytes += kept.length;
  };

  const makeLine = (text: string, length: number, terminator: number, raw: boolean): Line => {
    number += 1;
    const line: Line = { number, lines: 1, offset, length, text, raw };
    offset += length + terminator;
    if (number === 1 && text.charCodeAt(0) === 0xfeff) trimBom(line, encoding);
    if (line.text.charCodeAt(line.text.length - 1) === 13) trimCarriageReturn(line, wide);
    return line;
  };

  const takeHeld = (last: Uint8Array, terminator: number): Line => {
    hold(last);
    const bytes = join(held, heldBytes);
    const line = makeLine(decoder.decode(bytes), pending, terminator, true);
    held.length = 0;
    heldBytes = 0;
    pending = 0;
    return line;
  };

  const push = (chunk: Uint8Array): Line[] => {
    let bytes = chunk;
    if (odd !== null) {
      bytes = join([odd, chunk], odd.length + chunk.length);
      odd = null;
    }
    if (wide && bytes.length % 2 === 1) {
      odd = bytes.slice(-1);
      bytes = bytes.subarray(0, -1);
    }
    const unit = wide ? 2 : 1;
    const newline = (from: number): number => (wide ? wideNewline(bytes, from, encoding) : bytes.indexOf(10, from));
    const lines: Line[] = [];
    let from = 0;
    if (pending > 0) {
      const end = newline(0);
      if (end < 0) {
        hold(bytes);
        return lines;
      }
      lines.push(takeHeld(bytes.subarray(0, end), unit));
      from = end + unit;
    }
    const last = lastNewline(bytes, from, encoding);
    if (last >= from) {
      splitBlock(bytes, from, last, newline, unit, decoder, makeLine, lines);
      from = last + unit;
    }
    hold(bytes.subarray(from));
    return lines;
  };

  return {
    push,
    end() {
      if (odd !== null) hold(odd);
      odd = null;
      return pending > 0 ? [takeHeld(new Uint8Array(0), 0)] : [];
    },
  };
}

export const createDecoder = (encoding: Encoding): TextDecoder =>
  new TextDecoder(encoding === "latin1" ? "windows-1252" : encoding, { ignoreBOM: true });

/**
 * The same text in memory of its own. What is cut out of a text keeps all of it alive, so one remembered key or example of a line
 * would hold on to its whole block, and in time all blocks to the log.
 */
const detached = (text: string): string => ` ${text}`.slice(1);

/** The whole lines of `bytes[from, last]`, decoded in one go: a decoder call a line costs more than the line. */
function splitBlock(
  bytes: Uint8Array,
  from: number,
  last: number,
  newline: (from: number) => number,
  unit: number,
  decoder: TextDecoder,
  makeLine: (text: string, length: number, terminator: number, raw: boolean) => Line,
  lines: Line[],
): void {
  const text = decoder.decode(bytes.subarray(from, last + unit));
  // each character takes at least one byte, so equal lengths mean that indexes are byte offsets
  const plain = unit === 1 && text.length === last + unit - from;
  const raw = text.includes("\x1b") || text.includes("\0") || text.includes("\r");
  let byte = from;
  let at = 0;
  while (byte <= last) {
    const end = text.indexOf("\n", at);
    const byteEnd = plain ? from + end : newline(byte);
    const length = byteEnd - byte;
    // cut by bytes, as a line that came in many chunks is
    const line =
      length > MAX_LINE_BYTES
        ? decoder.decode(bytes.subarray(byte, byte + MAX_LINE_BYTES))
        : detached(text.slice(at, end));
    lines.push(makeLine(line, length, unit, raw));
    byte = byteEnd + unit;
    at = end + 1;
  }
}

function lastNewline(bytes: Uint8Array, from: number, encoding: Encoding): number {
  if (encoding === "utf-8" || encoding === "latin1") return bytes.lastIndexOf(10);
  const low = encoding === "utf-16le" ? 0 : 1;
  for (let at = bytes.length - 2; at >= from; at -= 2) {
    if (bytes[at + low] === 10 && bytes[at + 1 - low] === 0) return at;
  }
  return -1;
}

function wideNewline(bytes: Uint8Array, from: number, encoding: Encoding): number {
  const low = encoding === "utf-16le" ? 0 : 1;
  for (let at = from; at + 1 < bytes.length; at += 2) {
    if (bytes[at + low] === 10 && bytes[at + 1 - low] === 0) return at;
  }
  return -1;
}

function trimBom(line: Line, encoding: Encoding): void {
  const width = encoding === "utf-8" ? 3 : 2;
  line.text = line.text.slice(1);
  line.offset += width;
  line.length -= width;
}

function trimCarriageReturn(line: Line, wide: boolean): void {
  // a line that was cut ends anywhere: its CR, if any, is not in `text`
  line.text = line.text.slice(0, -1);
  line.length -= wide ? 2 : 1;
}

export function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const first = parts[0];
  if (parts.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
