import type { GroupDigest } from "../groups/digest.ts";
import type { TallyDigest } from "../groups/tally.ts";
import type { Finding } from "../rules/finding.ts";
import type { LinksDigest } from "./links.ts";
import type { ProjectHistory, Story } from "./story.ts";

export interface StoryInput {
  sources: string[];
  tally: TallyDigest;
  groups: readonly GroupDigest[];
  findings: readonly Finding[];
  links: LinksDigest;
  history: ProjectHistory | null;
}

/** The one story of an ingestion. Pure: same digest, same story. */
export function tell(input: StoryInput): Story {
  const nothing = { verdict: "Unknown", text: "Nothing was looked at yet.", unknown: null }; // Scaffold
  void input;
  return {
    happened: { ...nothing, verdict: "" },
    real: nothing,
    recurring: nothing,
    rootCause: nothing,
    incident: false,
    firstDomino: null,
    abstained: "no finding",
    candidates: [],
    order: [],
    onsets: [],
    marks: [],
    impact: [],
    skew: [],
  };
}
