/** One statement with the lines that prove it. */
export interface Claim {
  /** Prose with inline citations. */
  text: string;
  citations: number[];
  /** Built-in claims are always supported; a model's are checked in code. */
  status: "supported" | "unsupported";
  /** Why it is not supported, in words a reader understands; null when it is. */
  reason: string | null;
}

/** The fixed sections, in their order on screen. The built-in explainer fills all of them. */
export interface Explanation {
  meaning: Claim[];
  flagged: Claim[];
  impact: Claim[];
  debugging: Claim[];
  quickFixes: Claim[];
  durableFixes: Claim[];
  /** Every seq cited above, ascending. */
  evidence: number[];
}
