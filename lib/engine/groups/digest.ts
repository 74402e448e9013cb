import type { Level } from "../vocabulary.ts";
import type { AttributeValue } from "../events/event.ts";
import type { VariableSummary } from "./values.ts";

/**
 * Time axis shared by every count in a digest. `binMs` starts at 1000 and doubles as the span grows, so there are never
 * more than MAX_BINS bins. Bin i covers [startMs + i*binMs, +binMs). Without any dated event `bins` is 0.
 */
export interface TimeAxis {
  startMs: number;
  binMs: number;
  bins: number;
}

export type LevelCounts = Partial<Record<Level | "unknown", number>>;

/** A few whole events of a group, kept so that rules and explanations can quote them. */
export interface Example {
  seq: number;
  source: string;
  timestamp: string | null;
  timeMs: number | null;
  level: Level | null;
  service: string | null;
  /** Cut to 4,000 characters. */
  message: string;
  attributes: Readonly<Record<string, AttributeValue>>;
}

/** Exact totals of one template (before late merges) or of one group (after them). */
export interface GroupDigest {
  fingerprint: string;
  /** After merges: every fingerprint that counts as this group, itself included. */
  members: string[];
  template: string;
  format: string;
  count: number;
  firstSeq: number;
  lastSeq: number;
  firstMs: number | null;
  lastMs: number | null;
  levels: LevelCounts;
  /** The busiest 20; the rest under `other`. */
  services: Record<string, number>;
  /** By source index. */
  sources: Record<number, number>;
  /** Sparse [bin, count] pairs on the digest's axis, ascending. */
  bins: [number, number][];
  /** The first three, then the latest; at most 5. */
  examples: Example[];
  /** For exceptions: the type, and the in-application frame that decided the group. */
  exception?: { type: string; frame: string | null };
  /** What its variables held; of a sample for large groups. Absent for exceptions. */
  values?: VariableSummary[];
}
