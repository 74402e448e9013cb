import type { GroupDigest, TimeAxis } from "../groups/digest.ts";
import type { Finding } from "../rules/finding.ts";
import type { SeenBefore, Story } from "../story/story.ts";
import type { Explanation } from "./explanation.ts";

export interface ExplainContext {
  /** Events in the ingestion, for shares. */
  events: number;
  axis: TimeAxis;
  findings: readonly Finding[];
  story: Story;
  /** Null when there is no history to compare with or it was never seen. */
  seenBefore: SeenBefore | null;
}

const empty = (): Explanation => ({
  meaning: [],
  flagged: [],
  impact: [],
  debugging: [],
  quickFixes: [],
  durableFixes: [],
  evidence: [],
});

/** The built-in explanation of a group. Cheap enough to be made when a page asks. Scaffold. */
export function explainGroup(_group: GroupDigest, _context: ExplainContext): Explanation {
  return empty();
}

/** The built-in explanation of a finding. `groups`: those it matched. Scaffold. */
export function explainFinding(
  _finding: Finding,
  _groups: readonly GroupDigest[],
  _context: ExplainContext,
): Explanation {
  return empty();
}
