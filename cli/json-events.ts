import type { Finding, LogEvent } from "#engine";

/** One event as the command line prints it. `group` is the final group, after late merges. */
export function eventJson(event: LogEvent, groupOf: ReadonlyMap<string, string>) {
  const { seq, source, line, lines, level, levelInferred, service, message } = event;
  const { format, template, fingerprint, attributes } = event;
  const timestamp = statedTime(event);
  const group = groupOf.get(fingerprint) ?? fingerprint;
  const read = { seq, source, line, lines, timestamp, level, levelInferred, service, message, format };
  return { ...read, template, fingerprint, group, attributes };
}

/**
 * The time as stated. A time of day without a date stands on `0001-01-01`, a day that no log has: the clock is kept in a form that
 * every ISO-8601 reader takes, and no date is made up.
 */
export function statedTime({ timestamp, attributes }: Pick<LogEvent, "timestamp" | "attributes">): string | null {
  const clock = attributes["log.clock"];
  return timestamp === null && typeof clock === "string" ? `0001-01-01T${clock}` : timestamp;
}

export function findingJson(finding: Finding) {
  const { rule, category, severity, confidence, title, evidence, groups } = finding;
  return { rule, category, severity, confidence, title, evidence, groups };
}
