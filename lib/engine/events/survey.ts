import { cleanLine } from "../lines/clean.ts";
import { createSplitter, type Encoding } from "../lines/splitter.ts";
import type { SourceProfile } from "../formats/profile.ts";
import { createContext, createReading, STRENGTH, type Context } from "../formats/reading.ts";
import { createRecogniser } from "../formats/recogniser.ts";
import { titleOf } from "../formats/registry.ts";
import { parseObject, readObject, type JsonObject } from "../formats/structured/json.ts";
import { recordOf } from "../formats/structured/record.ts";
import { tableOf } from "../formats/structured/table.ts";
import { createElementSplitter } from "../lines/elements.ts";
import { createResolver } from "../formats/time/resolve.ts";
import { createDateOrder } from "./date-order.ts";
import { guessEncoding } from "./encoding.ts";
import { actionsJob, composeName, isPodPrefixed, openEnvelope, stampOf } from "./envelope.ts";
import { createLineSource, PLAIN, type Layout } from "./layout.ts";

export interface SurveyOptions {
  name: string;
  /** ISO instant; the year rule needs it. */
  receivedAt: string;
  /** Zone a person has set for this source, if any. */
  zone?: string | null;
}

/** Learns a source's encoding, formats and date order. Push from its first byte until it answers false. */
export interface Survey {
  /** True while it wants more bytes. */
  push(bytes: Uint8Array): boolean;
  finish(): SourceProfile;
}

/** Bytes kept and looked at closely; beyond them only dates are read, and only while their order is open. */
const HEAD_BYTES = 64 * 1024;

export function createSurvey(options: SurveyOptions): Survey {
  const head: Uint8Array[] = [];
  let size = 0;
  const order = createDateOrder();
  let beyond: ReturnType<typeof createSplitter> | null = null;

  const headBytes = (): Uint8Array => {
    const whole = new Uint8Array(size);
    let at = 0;
    for (const part of head) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  const scanDates = (lines: readonly { text: string }[]): void => {
    for (const line of lines) order.add(line.text);
  };

  return {
    push(bytes) {
      const room = HEAD_BYTES - size;
      if (room > 0) {
        const part = bytes.slice(0, room);
        head.push(part);
        size += part.length;
        if (size < HEAD_BYTES) return true;
        const whole = headBytes();
        beyond = createSplitter(guessEncoding(whole));
        scanDates(beyond.push(whole));
      }
      if (beyond !== null && order.open() && bytes.length > room)
        scanDates(beyond.push(bytes.subarray(Math.max(0, room))));
      return order.open();
    },
    finish() {
      const whole = headBytes();
      const encoding = guessEncoding(whole);
      if (beyond === null) {
        const splitter = createSplitter(encoding);
        scanDates(splitter.push(whole));
        scanDates(splitter.end());
      }
      const dates = order.decide(options.receivedAt);
      const base = {
        encoding,
        dateOrder: dates.order,
        dateOrderProved: dates.proved,
        zone: options.zone ?? null,
        receivedAt: options.receivedAt,
      };
      return { ...base, ...formatsOf(whole, base, size < HEAD_BYTES) };
    },
  };
}

type Base = Pick<SourceProfile, "encoding" | "dateOrder" | "dateOrderProved" | "zone" | "receivedAt">;

/** The formats of the head's lines, with their shares. */
function formatsOf(head: Uint8Array, base: Base, whole: boolean): Pick<SourceProfile, "formats" | "layout"> {
  const context = createContext(base.dateOrder, createResolver(base.zone, base.receivedAt));
  const layout = layoutOfHead(head, base.encoding, whole, context);
  context.memory.table = layout.table;
  context.memory.record = layout.record;
  const texts = linesOf(head, base.encoding, whole, layout);
  const recogniser = createRecogniser(context);
  const reading = createReading();
  const seen = new Map<string, { lines: number; sure: number; sample: number }>();
  for (const [index, text] of texts.entries()) {
    if (!recogniser.read(text, reading)) continue;
    const entry = seen.get(reading.format) ?? { lines: 0, sure: 0, sample: index + 1 };
    entry.lines += 1;
    if (reading.strength === STRENGTH.full) entry.sure += 1;
    seen.set(reading.format, entry);
  }
  const total = [...seen.values()].reduce((sum, entry) => sum + entry.lines, 0);
  const formats = [...seen.entries()]
    .map(([id, entry]) => ({
      id,
      title: titleOf(id),
      share: entry.lines / Math.max(1, total),
      confidence: Math.round((100 * entry.sure) / entry.lines) / 100,
      evidence: `${entry.lines} of ${texts.length} lines looked at, first line ${entry.sample}`,
    }))
    .toSorted((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1));
  return { formats, layout };
}

function linesOf(head: Uint8Array, encoding: Encoding, whole: boolean, layout: Layout): string[] {
  const splitter = createLineSource(encoding, layout);
  const lines = splitter.push(head);
  // a head that was cut ends within a line
  if (whole || lines.length === 0) lines.push(...splitter.end());
  return lines
    .map((line) => (line.raw && line.lines === 1 ? cleanLine(line.text) : line.text))
    .filter((text) => text.trim() !== "");
}

function layoutOfHead(head: Uint8Array, encoding: Encoding, whole: boolean, context: Context): Layout {
  const texts = linesOf(head, encoding, whole, PLAIN);
  const array = arrayOf(texts, head, encoding, context);
  if (array > 0) return { ...PLAIN, array };
  const table = tableOf(texts, context, createReading());
  if (table !== null) return { ...PLAIN, table };
  const record = recordOf(texts, whole, context);
  return record === null ? layoutOfPrefixes(texts, context) : { ...PLAIN, record };
}

/** Brackets around each element when the source is one JSON array of events, bare or in an object that has no time of its own; else 0. */
function arrayOf(texts: readonly string[], head: Uint8Array, encoding: Encoding, context: Context): number {
  if (encoding !== "utf-8" && encoding !== "latin1") return 0;
  const begin = texts.slice(0, 3).join("\n").slice(0, 400);
  const array = /^\s*\[\s*\{/.test(begin) ? 1 : /^\s*\{\s*"[^"]{1,80}"\s*:\s*\[\s*\{/.test(begin) ? 2 : 0;
  if (array === 0) return 0;
  const outer = parseObject(texts[0] ?? "");
  if (outer !== null && isEvent(outer, context)) return 0;
  const [first] = createElementSplitter(encoding, array).push(head);
  const element = parseObject(first?.text.slice(first.text.indexOf("{")) ?? "");
  return element !== null && isEvent(element, context) ? array : 0;
}

function isEvent(object: JsonObject, context: Context): boolean {
  const reading = createReading();
  return readObject(object, "", reading, context) && reading.strength === STRENGTH.full;
}

function layoutOfPrefixes(texts: readonly string[], context: Context): Layout {
  const compose = isCompose(texts);
  const pods = !compose && share(texts, isPodPrefixed) >= 0.8;
  const actions = !compose && !pods && share(texts, (text) => actionsJob(text) !== null) >= 0.8;
  const named: Layout = { ...PLAIN, compose, pods, actions };
  return {
    ...named,
    stamped: isStamped(
      texts.map((text) => openEnvelope(text, named)?.text ?? text),
      context,
    ),
  };
}

/** Compose prefixes count when nearly every line has one, or when their pipes stand in one column: a pipe alone proves nothing. */
function isCompose(texts: readonly string[]): boolean {
  const columns = texts.filter((text) => composeName(text) !== null).map((text) => text.indexOf("|"));
  if (columns.length < 2) return false;
  const aligned = columns.every((column) => column === columns[0]) && (columns[0] ?? 0) > 4;
  return columns.length >= (aligned ? 0.5 : 0.8) * texts.length;
}

/** Nearly every line has a fine time in front, and what follows shows that something else wrote it: frames, objects, times of its own. */
function isStamped(texts: readonly string[], context: Context): boolean {
  if (share(texts, (text) => stampOf(text) !== null) < 0.95) return false;
  const inner = texts.slice(0, 200).map((text) => text.slice(text.indexOf(" ") + 1));
  if (inner.some((text) => /^(?:\t|\s{2,}(?:at|File)\s|##\[)/.test(text))) return true;
  const recogniser = createRecogniser(context);
  const reading = createReading();
  return inner.some((text) => recogniser.read(text, reading) && reading.strength === STRENGTH.full);
}

function share(texts: readonly string[], test: (text: string) => boolean): number {
  return texts.length < 2 ? 0 : texts.filter(test).length / texts.length;
}
