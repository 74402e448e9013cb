import type { LogEvent } from "../events/event.ts";
import type { Level } from "../vocabulary.ts";

/** A severe event that no rule explains; the second pass reports it by itself. Plain JSON. */
export interface SevereEvent {
  fingerprint: string;
  service: string | null;
  level: Level | null;
  count: number;
  firstSeq: number;
  lastSeq: number;
  firstMs: number | null;
  text: string;
}

/** `RAS KERNEL FATAL`, `[CRITICAL]`, `CRIT:`, `EMERG `: a level in capitals where a log line keeps its head. */
const LOOKS_SEVERE = /(?:^|[\s[|<(])(?:FATAL|CRITICAL|CRIT|EMERG|EMERGENCY|PANIC)(?:[\s:\]|>)]|$)/;
/** Counters and settings named so, and lines that only mention the level. */
const MENTIONED =
  /\b(?:fatal|critical|emerg\w*)\b\s{0,3}(?:[=:]\s{0,3}(?:0|off|none|false)\b|path|css|section|level|threshold)|\b(?:no|0|non-?) ?(?:fatal|critical)/i;

/** A stated fatal level, or a text without level that looks like one. */
export function isSevere(event: LogEvent): boolean {
  if (event.level === "fatal" && !event.levelInferred) return !MENTIONED.test(event.message.slice(0, 300));
  if (event.level !== null && !event.levelInferred) return false;
  const head = event.message.slice(0, 200);
  return LOOKS_SEVERE.test(head) && !MENTIONED.test(head);
}
