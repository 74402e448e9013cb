import {
  createDecoder,
  createSplitter,
  join,
  MAX_LINE_BYTES,
  type Encoding,
  type Line,
  type Splitter,
} from "./splitter.ts";

const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;

/**
 * Cuts one JSON array into its elements, however it is broken into lines: `[{…},{…}]`, `{"Records": [{…}]}`, pretty-printed. Each element is one `Line`; what
 * stands around them belongs to the element behind it. Behind the end of the array lines are lines again. Memory is bounded by the longest element, cut like a long line.
 *
 * @param level brackets around an element: 1 for a bare array, 2 for one inside an object.
 */
export function createElementSplitter(encoding: Encoding, level: number): Splitter {
  const decoder = createDecoder(encoding);
  let plain: Splitter | null = null;
  // bytes and line ends consumed
  let offset = 0;
  let number = 1;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let inElement = false;
  // where the element, or what stands before it, begins; -1: nowhere yet
  let start = { offset: -1, number: 1 };
  const held: Uint8Array[] = [];
  let heldBytes = 0;

  const hold = (bytes: Uint8Array): void => {
    const kept = bytes.slice(0, MAX_LINE_BYTES - heldBytes);
    if (kept.length === 0) return;
    held.push(kept);
    heldBytes += kept.length;
  };
  const take = (end: number): Line => {
    const text = decoder.decode(join(held, heldBytes));
    const line = {
      number: start.number,
      lines: number - start.number + 1,
      offset: start.offset,
      length: end - start.offset,
      text,
      raw: false,
    };
    held.length = 0;
    heldBytes = 0;
    start = { offset: -1, number };
    return line;
  };
  const begin = (at: number): void => {
    if (start.offset < 0) start = { offset: at, number };
  };

  const push = (bytes: Uint8Array): Line[] => {
    if (plain !== null) return plain.push(bytes);
    const lines: Line[] = [];
    // the part of the chunk that belongs to the element, or to text before it
    let from = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const c = bytes[at] ?? 0;
      if (c === NEWLINE) number += 1;
      if (quoted) {
        if (escaped) escaped = false;
        else if (c === BACKSLASH) escaped = true;
        else if (c === QUOTE) quoted = false;
        continue;
      }
      if (isSpace(c) || (c === COMMA && !inElement)) continue;
      if (depth === 0 && !isOpen(c)) {
        plain = createSplitter(encoding, { offset: offset + at, number: number - 1 });
        return [...lines, ...plain.push(bytes.subarray(at))];
      }
      if (c === QUOTE) quoted = true;
      if (!isClose(c)) begin(offset + at);
      if (isOpen(c)) {
        if (depth === level && !inElement && c === 123) {
          inElement = true;
          held.length = 0;
          heldBytes = 0;
          from = at;
        }
        depth += 1;
      } else if (isClose(c)) {
        depth -= 1;
        if (inElement && depth === level) {
          hold(bytes.subarray(from, at + 1));
          inElement = false;
          lines.push(take(offset + at + 1));
          from = at + 1;
        }
      }
    }
    hold(bytes.subarray(from));
    offset += bytes.length;
    return lines;
  };

  return {
    push,
    end() {
      if (plain !== null) return plain.end();
      if (start.offset < 0) return [];
      return [take(offset)];
    },
  };
}

const isSpace = (c: number): boolean =>
  c === 32 || c === 9 || c === 10 || c === 13 || c === 0xef || c === 0xbb || c === 0xbf;
const isOpen = (c: number): boolean => c === 123 || c === 91;
const isClose = (c: number): boolean => c === 125 || c === 93;
