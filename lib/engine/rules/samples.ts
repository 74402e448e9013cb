import { createReader, createSurvey } from "../events/reader.ts";
import type { LogEvent } from "../events/event.ts";
import { createTally } from "../groups/tally.ts";
import { templateOf } from "../template/template.ts";
import { createDetector } from "./detector.ts";
import type { Finding } from "./finding.ts";
import { findingsOf } from "./findings.ts";
import type { Rule } from "./rule.ts";

const SOURCE = "test.log";
const RECEIVED_AT = "2026-03-01T00:00:00Z";

/** The events of a text, read as one source. */
export function eventsIn(text: string): LogEvent[] {
  const bytes = new TextEncoder().encode(text);
  const survey = createSurvey({ name: SOURCE, receivedAt: RECEIVED_AT });
  survey.push(bytes);
  const reader = createReader(survey.finish());
  return [...reader.push(bytes), ...reader.end()].map((event, index) => {
    const { template, fingerprint } = templateOf(event);
    return { ...event, seq: index + 1, sourceIndex: 0, source: SOURCE, template, fingerprint };
  });
}

/** What the rules find in a text read as one source. */
export function findingsIn(text: string, rules?: readonly Rule[]): Finding[] {
  return findingsInEvents(eventsIn(text), rules);
}

export function findingsInEvents(events: readonly LogEvent[], rules?: readonly Rule[]): Finding[] {
  const detector = createDetector(rules);
  const tally = createTally();
  for (const event of events) {
    detector.add(event);
    tally.add(event);
  }
  const digest = tally.digest();
  return findingsOf(detector.digest(), digest, digest.groups, rules).findings;
}
