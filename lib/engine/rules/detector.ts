import type { LogEvent } from "../events/event.ts";
import type { GroupDigest } from "../groups/digest.ts";
import type { TallyDigest } from "../groups/tally.ts";
import type { Finding } from "./finding.ts";

/** What the detector saw of each rule, small enough to store: JSON, bounded by rules × templates. Opaque to others. */
export type DetectorDigest = unknown;

/** Looks at every event once, in order of seq; costs a map look-up for templates that no rule's words occur in. */
export interface Detector {
  add(event: LogEvent): void;
  digest(): DetectorDigest;
}

export interface Coverage {
  /** Events that no rule looked at, and error groups (fingerprints) that no rule explains. */
  eventsNotLookedAt: number;
  unexplainedGroups: string[];
}

export function createDetector(): Detector {
  return { add: () => {}, digest: () => null }; // Scaffold
}

/** Findings by severity, then first seen. `groups` are those after merges. */
export function findingsOf(
  _detected: DetectorDigest,
  _tally: TallyDigest,
  _groups: readonly GroupDigest[],
): { findings: Finding[]; coverage: Coverage } {
  return { findings: [], coverage: { eventsNotLookedAt: 0, unexplainedGroups: [] } }; // Scaffold
}
