import type { ReadEvent } from "./event.ts";
import type { SourceProfile, SourceQuality } from "../formats/profile.ts";

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

/** Cuts one source into events. Chunks may be cut anywhere; the events are the same. */
export interface Reader {
  push(bytes: Uint8Array): ReadEvent[];
  end(): ReadEvent[];
  quality(): SourceQuality;
}

export function createSurvey(options: SurveyOptions): Survey {
  return {
    push: () => false,
    finish: () => ({
      encoding: "utf-8",
      formats: [],
      dateOrder: "mdy",
      dateOrderProved: false,
      zone: options.zone ?? null,
      receivedAt: options.receivedAt,
      layout: null,
    }),
  };
}

// Scaffold: one line, one event. The real reader replaces it.
export function createReader(_profile: SourceProfile): Reader {
  const decoder = new TextDecoder();
  let rest = "";
  let line = 0;
  let offset = 0;
  const events: ReadEvent[] = [];
  const cut = (text: string, ended: boolean): ReadEvent => {
    const length = new TextEncoder().encode(text).length;
    const match =
      /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\s+(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)?\s*/.exec(
        text,
      );
    const timestamp = match?.[1]?.replace(" ", "T").replace(",", ".") ?? null;
    const timeMs =
      timestamp === null ? null : Date.parse(/Z|[+-]\d\d:?\d\d$/.test(timestamp) ? timestamp : `${timestamp}Z`);
    line += 1;
    const event: ReadEvent = {
      line,
      lines: 1,
      offset,
      length,
      timestamp,
      timeMs,
      timeNotes: [],
      level: (match?.[2]?.toLowerCase() as ReadEvent["level"] | undefined) ?? null,
      levelInferred: false,
      service: null,
      message: text.slice(match?.[0].length ?? 0),
      format: "text",
      attributes: {},
    };
    offset += length + (ended ? 1 : 0);
    return event;
  };
  return {
    push(bytes) {
      rest += decoder.decode(bytes, { stream: true });
      const parts = rest.split("\n");
      rest = parts.pop() ?? "";
      const out = parts.map((text) => cut(text, true));
      events.push(...out);
      return out;
    },
    end() {
      const out = rest === "" ? [] : [cut(rest, false)];
      rest = "";
      events.push(...out);
      return out;
    },
    quality: () => ({
      lines: line,
      events: events.length,
      bytes: offset,
      formats: [{ id: "text", title: "Plain text", events: events.length }],
      unrecognised: events.length,
      samples: [],
      levelsInferred: 0,
      yearsInferred: 0,
      zoneUnknown: 0,
      withoutTime: events.filter((event) => event.timestamp === null).length,
      timeJumps: 0,
    }),
  };
}
