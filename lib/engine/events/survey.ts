import { cleanLine } from "../lines/clean.ts";
import { createSplitter, type Encoding } from "../lines/splitter.ts";
import type { SourceProfile } from "../formats/profile.ts";
import { createContext, createReading, STRENGTH } from "../formats/reading.ts";
import { createRecogniser } from "../formats/recogniser.ts";
import { titleOf } from "../formats/registry.ts";
import { createResolver } from "../formats/time/resolve.ts";
import { createDateOrder } from "./date-order.ts";
import { guessEncoding } from "./encoding.ts";
import { composeName } from "./envelope.ts";
import type { Layout } from "./layout.ts";

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
  const texts = linesOf(head, base.encoding, whole);
  const layout: Layout = { compose: isCompose(texts) };
  const context = createContext(base.dateOrder, createResolver(base.zone, base.receivedAt));
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

function linesOf(head: Uint8Array, encoding: Encoding, whole: boolean): string[] {
  const splitter = createSplitter(encoding);
  const lines = splitter.push(head);
  // a head that was cut ends within a line
  if (whole || lines.length === 0) lines.push(...splitter.end());
  return lines.map((line) => cleanLine(line.text)).filter((text) => text.trim() !== "");
}

/** Compose prefixes count when nearly every line has one: a pipe alone proves nothing. */
function isCompose(texts: readonly string[]): boolean {
  const named = texts.filter((text) => composeName(text) !== null).length;
  return named >= 2 && named >= 0.8 * texts.length;
}
