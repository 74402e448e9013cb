import type { TimeAxis } from "../groups/digest.ts";
import type { Finding } from "../rules/finding.ts";
import type { SeenBefore, Story } from "../story/story.ts";

export { explainFinding } from "./explain-finding.ts";
export { explainGroup } from "./explain-group.ts";

export interface ExplainContext {
  /** Events in the ingestion, for shares. */
  events: number;
  axis: TimeAxis;
  findings: readonly Finding[];
  story: Story;
  /** Null when there is no history to compare with or it was never seen. */
  seenBefore: SeenBefore | null;
}
