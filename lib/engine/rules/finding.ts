import type { Category, Severity } from "../vocabulary.ts";

/** One named part of a confidence; the parts add up to it (0–1, clamped). */
export interface ConfidencePart {
  name: "match" | "stated level" | "repeated" | "corroborated" | "contradicted" | "spread";
  weight: number;
  detail: string;
}

/** One failure found by a rule: many events of one cause are one finding. Plain JSON. */
export interface Finding {
  /** Stable within an ingestion: rule id, and the service or key that separates two findings of one rule. */
  id: string;
  rule: string;
  category: Category;
  severity: Severity;
  /** 0–1. */
  confidence: number;
  confidenceParts: ConfidencePart[];
  /** One line, specific: names the service, pool, host or file where the log does. Prose, see `explain/prose.ts`. */
  title: string;
  /** Why it matters: a sentence or two of the rule. */
  why: string;
  /** 1: found in a top group; 2: found in a single severe event. */
  pass: 1 | 2;
  count: number;
  firstSeq: number;
  lastSeq: number;
  firstMs: number | null;
  lastMs: number | null;
  services: string[];
  /** The first line in each service; a service without a name goes by its source's (`events/service.ts`). */
  starts?: { service: string; seq: number; atMs: number | null }[];
  /** Up to 10 seqs: the first lines, one per service, the last. */
  evidence: number[];
  counterEvidence: { seq: number; note: string }[];
  /** Group fingerprints (after merges) whose events matched. */
  groups: string[];
  /** Sparse [bin, count] on the digest's axis. */
  bins: [number, number][];
  /** Of a project's own rule, as it was written then; that of built-in rules is looked up. */
  advice?: RuleAdvice;
}

/** What a person may do next, from the rule; used by the explanation. */
export interface RuleAdvice {
  debugging: string[];
  quickFixes: string[];
  durableFixes: string[];
  links: { title: string; url: string }[];
}
