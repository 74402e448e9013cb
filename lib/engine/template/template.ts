import type { ReadEvent } from "../events/event.ts";
import { partsOf } from "./parts.ts";
import { VARIABLE, type Tokens } from "./scan.ts";

export interface Templated {
  /** The message's first line (or the exception's shape) with every variable as `<*>`. */
  template: string;
  /** `v1:` + hash of the template's key. */
  fingerprint: string;
  exception?: { type: string; frame: string | null };
}

export function templateOf(event: Pick<ReadEvent, "message" | "format" | "attributes">): Templated {
  return templateOfText(event.message);
}

export function templateOfText(message: string): Templated {
  const newline = message.indexOf("\n");
  const parts = partsOf(message, newline === -1 ? message.length : newline);
  return remember(message, parts);
}

const known = new Map<number, { low: number; templated: Templated }>();
const MAX_KNOWN = 100_000;

function remember(text: string, parts: Tokens): Templated {
  hash(text, parts);
  const key = high * 0x200000 + (low >>> 11);
  const hit = known.get(key);
  if (hit !== undefined && hit.low === low) return hit.templated;
  const templated = { template: render(text, parts), fingerprint: `v1:${hex(high)}${hex(low)}` };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, { low, templated });
  return templated;
}

let high = 0;
let low = 0;

function hash(text: string, { count, starts, ends, kinds }: Tokens): void {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  let previous = 0;
  for (let i = 0; i < count; i++) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (i > 0 && start > previous) {
      a = Math.imul(a ^ 32, 2654435761);
      b = Math.imul(b ^ 32, 1597334677);
    }
    if (kinds[i] === VARIABLE) {
      a = Math.imul(a ^ 0x10000, 2654435761);
      b = Math.imul(b ^ 0x10000, 1597334677);
    } else
      for (let at = start; at < end; at++) {
        const code = text.charCodeAt(at);
        a = Math.imul(a ^ code, 2654435761);
        b = Math.imul(b ^ code, 1597334677);
      }
    previous = end;
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  high = a >>> 0;
  low = b >>> 0;
}

function render(text: string, { count, starts, ends, kinds }: Tokens): string {
  let out = "";
  let previous = 0;
  for (let i = 0; i < count; i++) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (i > 0 && start > previous) out += " ";
    out += kinds[i] === VARIABLE ? "<*>" : text.slice(start, end);
    previous = end;
  }
  return out;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
