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
export const LOOKS_SEVERE = /(?:^|[\s[|<(])(?:FATAL|CRIT(?:ICAL)?|EMERG(?:ENCY)?|PANIC)(?:[\s:\]|>)]|$)/;
/** Counters and settings named so, and lines that only mention the level. */
const MENTIONED =
  /\b(?:fatal|critical|emerg\w*)\b\s{0,3}(?:[=:]\s{0,3}(?:0|off|none|false)\b|path|css|section|level|threshold)|\blevel (?:to |is |set to )?(?:fatal|critical|emerg)|\b(?:no|0|non-?) ?(?:fatal|critical)/i;

/** Syslog severities call much critical that is routine, so a stated level must come with a word of failure. */
const FAILS =
  /\b(?:fail\w*|err(?:or)?s?|exception|cannot|can't|could ?n[o']t|unable|abort\w*|crash\w*|corrupt\w*|lost|invalid|missing|not found|killed|dead|died|panic\w*|fatal|critical|terminat\w+|timed? ?out|exit\w*|interrupt|fault\w*|illegal|unexpected\w*|violation|stopped|broken|down|overheat\w*|exceed\w*|unrecoverable|halt\w*)\b/i;

/** A stated fatal level, or a text without level that looks like one (`looks`: LOOKS_SEVERE may match). */
export function isSevere(event: LogEvent, looks: boolean): boolean {
  if (event.level !== "fatal" && !looks) return false;
  if (event.level !== "fatal" && event.level !== null && !event.levelInferred) return false;
  const head = event.message.slice(0, 300);
  if (MENTIONED.test(head)) return false;
  return (event.level === "fatal" && FAILS.test(head)) || LOOKS_SEVERE.test(head.slice(0, 200));
}
