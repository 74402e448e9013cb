import type { Level } from "../vocabulary.ts";

export type AttributeValue = string | number | boolean;

/** What is assumed or odd about an event's time. */
export type TimeNote =
  | "year-inferred" // the text has no year; the rule of `formats` gave one
  | "zone-unknown" // the text has no zone; `timeMs` reads it in the source's zone, UTC unless set
  | "clock-only" // a time of day without a date: `timestamp` is null, `timeMs` is null
  | "jump"; // goes back or leaps forward against its neighbours

/** One event as the reader cuts it, before it is numbered and grouped. */
export interface ReadEvent {
  /** First physical line in the source, from 1. */
  line: number;
  /** Physical lines it spans. Of interleaved records only its own are counted. */
  lines: number;
  /** Byte offset of its first byte in the (decompressed) source, and the length in bytes up to its last byte. */
  offset: number;
  length: number;
  /** ISO-8601 as stated in the text: with offset or `Z` where the text has a zone, without where not; null without a date. */
  timestamp: string | null;
  /** Epoch milliseconds of `timestamp`; a time without zone is read in the source's zone (UTC unless set). */
  timeMs: number | null;
  timeNotes: readonly TimeNote[];
  level: Level | null;
  /** True when no level was stated and the text gave it away (`panic:`, a traceback, 5xx). */
  levelInferred: boolean;
  service: string | null;
  /** The text without its header; continuation lines follow after `\n`. Cut at MAX_MESSAGE_CHARS. */
  message: string;
  /** Id of the format that read it, `text` when none did. */
  format: string;
  /** Fields under their OpenTelemetry names where those exist (`trace_id`, `http.response.status_code`, `exception.type`…). */
  attributes: Readonly<Record<string, AttributeValue>>;
}

/** One event of an ingestion: numbered, and grouped by its template. */
export interface LogEvent extends ReadEvent {
  /** From 1, over all sources of the ingestion in the order given; never reused. The unit of citation. */
  seq: number;
  /** Index into the ingestion's sources, and the name of that source. */
  sourceIndex: number;
  source: string;
  /** The message with its variables masked, and `v1:` + hash of it. */
  template: string;
  fingerprint: string;
}
