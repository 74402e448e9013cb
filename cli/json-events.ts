import type { Finding, LogEvent } from "#engine";

/** One event as the command line prints it. `group` is the final group, after late merges. */
export function eventJson(event: LogEvent, groupOf: ReadonlyMap<string, string>) {
  const {
    seq,
    source,
    line,
    lines,
    timestamp,
    level,
    levelInferred,
    service,
    message,
    format,
    template,
    fingerprint,
    attributes,
  } = event;
  const group = groupOf.get(fingerprint) ?? fingerprint;
  return {
    seq,
    source,
    line,
    lines,
    timestamp,
    level,
    levelInferred,
    service,
    message,
    format,
    template,
    fingerprint,
    group,
    attributes,
  };
}

export function findingJson(finding: Finding) {
  const { rule, category, severity, confidence, title, evidence, groups } = finding;
  return { rule, category, severity, confidence, title, evidence, groups };
}
