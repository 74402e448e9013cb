import type { Digest, Finding, GroupDigest, Level, SourceQuality, Story, TimeAxis } from "#engine";

/** What a person gives: text, files, or a demo incident that is generated here. */
export type Input =
  | { kind: "text"; name: string; text: string }
  | { kind: "file"; name: string; file: Blob }
  | { kind: "demo"; scenario: string; seed: number; events: number };

/** One row of the lists. `message` is cut at MAX_ROW_CHARS. */
export interface EventRow {
  seq: number;
  source: string;
  line: number;
  lines: number;
  level: Level | null;
  levelInferred: boolean;
  timeMs: number | null;
  timestamp: string | null;
  service: string | null;
  message: string;
  fingerprint: string;
}
export const MAX_ROW_CHARS = 4000;

export interface EventFilter {
  level: Level | "unknown" | null;
  /** Fingerprints that count as one group; empty for all. */
  group: readonly string[];
  text: string;
}

export interface Progress {
  stage: "read" | "conclude" | "done";
  bytes: number;
  totalBytes: number | null;
  lines: number;
  events: number;
  groups: number;
  sources: number;
  tookMs: number;
}

/** What can be said so far; `partial` while the reading goes on or was stopped. */
export interface Result {
  partial: boolean;
  axis: TimeAxis;
  levels: Digest["tally"]["levels"];
  levelBins: Digest["tally"]["levelBins"];
  events: number;
  groupCount: number;
  /** The largest of them, see MAX_SHOWN_GROUPS. */
  groups: GroupDigest[];
  findings: Finding[];
  story: Story;
  sources: { name: string; quality: SourceQuality }[];
  /** Events that the lists hold; the counts above cover all. */
  keptEvents: number;
}

/** `run` tells analyses of one worker apart: what an earlier one still says is not heard. */
export type ToWorker =
  | { type: "start"; run: number; inputs: Input[]; receivedAt: string }
  | { type: "stop" }
  | { type: "rows"; request: number; filter: EventFilter; offset: number; limit: number }
  | { type: "place"; request: number; filter: EventFilter; seq: number };

/** `ready` comes once, when all of the worker's script is here: from then on the page fetches nothing. */
export type FromWorker =
  | { type: "ready" }
  | { type: "progress"; run: number; progress: Progress }
  | { type: "result"; run: number; result: Result }
  | { type: "failed"; run: number; message: string }
  | { type: "rows"; request: number; rows: EventRow[]; total: number }
  | { type: "place"; request: number; index: number };
