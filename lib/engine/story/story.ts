import type { Category } from "../vocabulary.ts";
import type { TurnKind } from "./turns.ts";

/** One of the four answers. `text` is prose with citations such as `[80]` or `[80-95]`. */
export interface Answer {
  /** One or two words, shown bold: "Yes.", "No.", "Partly.", "Unknown". Empty for "What happened?". */
  verdict: string;
  text: string;
  /** What is not known and what would decide it; prose; null when nothing is open. */
  unknown: string | null;
}

/** A group or finding that begins: one step of the staircase. */
export interface Onset {
  kind: "group" | "finding";
  /** Fingerprint or finding id. */
  ref: string;
  title: string;
  service: string | null;
  category: Category | null;
  atMs: number | null;
  /** ± milliseconds: bin width and clock uncertainty. */
  uncertaintyMs: number;
  firstSeq: number;
  evidence: number[];
  /** What other rules say of the same line: their refs. */
  also?: string[];
}

/** A candidate for the root cause, with what speaks for and against it. */
export interface Candidate {
  onset: Onset;
  /** 0–1. */
  confidence: number;
  support: string[];
  against: string[];
}

export interface TimelineMark {
  kind: "onset" | "burst" | "silence" | "deploy" | "recovery";
  atMs: number;
  endMs: number | null;
  title: string;
  evidence: number[];
  /** For `deploy` and `recovery`: what kind of line says so, and of which service. */
  turn?: { kind: TurnKind; service: string };
}

/** A place in the order of services. */
export interface ServiceOrder {
  service: string;
  /** ISO-8601 UTC, in corrected time. */
  onset: string | null;
  firstSeq: number;
  /** Milliseconds by which the service's clock is ahead, and that were taken off; absent when none. */
  aheadMs?: number;
}

/** The one account of an ingestion that overview, timeline, explanations and report are written from. Plain JSON. */
export interface Story {
  happened: Answer;
  real: Answer;
  recurring: Answer;
  rootCause: Answer;
  incident: boolean;
  firstDomino: { service: string; category: Category; evidence: number[]; confidence: number } | null;
  /** Why no first domino is named, null when one is. */
  abstained: string | null;
  candidates: Candidate[];
  /** Services in the order in which they began to fail. */
  order: ServiceOrder[];
  onsets: Onset[];
  marks: TimelineMark[];
  /** What the lines say of the damage; prose; `unknown` where they say nothing. */
  impact: { text: string; known: boolean }[];
  /** Clock skew per source against the first: `set` by a person, else estimated where shared keys allowed that. */
  skew: { source: string; skewMs: number; pairs: number; set?: boolean }[];
}

/** When a fingerprint or rule was met before in this project. */
export interface SeenBefore {
  ingestion: string;
  /** Opaque to the engine; the screens link with it. */
  ingestionId: string;
  at: string;
  count: number;
  ingestions: number;
}

/** What the project already knows; empty in a tab or on the command line. `null` history: there is none to compare with. */
export interface ProjectHistory {
  groups: Record<string, SeenBefore>;
  rules: Record<string, SeenBefore>;
}
