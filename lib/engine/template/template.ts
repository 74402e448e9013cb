import type { ReadEvent } from "../events/event.ts";
import { exceptionOf } from "./exception.ts";
import { fingerprintOf, hashParts, hashText } from "./fingerprint.ts";
import { partsOf } from "./parts.ts";
import { VARIABLE, type Tokens } from "./scan.ts";

export interface Templated {
  /** The message's first line (or the exception's shape) with every variable as `<*>`. */
  template: string;
  /** `v1:` + hash of the template's key. */
  fingerprint: string;
  exception?: { type: string; frame: string | null };
}

/**
 * The group that an event belongs to before any late merge: from the event alone, the same anywhere. Attributes do not
 * split groups; a stack trace does.
 */
export function templateOf({ message, attributes }: Pick<ReadEvent, "message" | "format" | "attributes">): Templated {
  const newline = message.indexOf("\n");
  if (newline === -1 && attributes["exception.stacktrace"] === undefined) return templateOfText(message);
  const exception = exceptionOf(message, attributes);
  if (exception === null) return templateOfText(message);
  const { key, template, type, frame } = exception;
  return { template, fingerprint: fingerprintOf(hashText(`exception\n${key}`)), exception: { type, frame } };
}

/** The template of the first line of `text` that has one. */
export function templateOfText(text: string): Templated {
  const line = firstLineOf(text);
  return remember(line, partsOf(line, line.length));
}

/** The line of a message that its template is of: the first that is not blank. */
export function firstLineOf(text: string): string {
  let start = 0;
  let end = text.indexOf("\n");
  if (end === -1) return text;
  while (text.slice(start, end).trim() === "" && end < text.length) {
    start = end + 1;
    end = text.indexOf("\n", start);
    if (end === -1) end = text.length;
  }
  return text.slice(start, end);
}

/**
 * Templates of lines seen before: a line of a known one costs no string. By one half of the hash, as a small integer is the cheapest key of a
 * map; of two that share it the newer one stays. Forgotten when full.
 */
const known = new Map<number, { high: number; templated: Templated }>();
const MAX_KNOWN = 50_000;
const MAX_ROUNDS = 8;

function remember(text: string, parts: Tokens): Templated {
  const { high, low } = hashParts(text, parts);
  const key = low | 0;
  const hit = known.get(key);
  if (hit !== undefined && hit.high === high) return hit.templated;
  const templated = settle(render(text, parts));
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, { high, templated });
  return templated;
}

/**
 * A mask may bring another one about: of `f(1)Mon` it leaves `<*>Mon`, a number beside the name of a day. Masked until it
 * stays, so that a template is its own template.
 */
function settle(template: string): Templated {
  let settled = template;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = render(settled, partsOf(settled, settled.length));
    if (next === settled) break;
    settled = next;
  }
  return { template: settled, fingerprint: fingerprintOf(hashParts(settled, partsOf(settled, settled.length))) };
}

function render(text: string, { count, starts, ends, kinds, spaced }: Tokens): string {
  let out = "";
  for (let i = 0; i < count; i++) {
    if (spaced[i] === 1) out += " ";
    out += kinds[i] === VARIABLE ? "<*>" : text.slice(starts[i] ?? 0, ends[i] ?? 0);
  }
  return out;
}
