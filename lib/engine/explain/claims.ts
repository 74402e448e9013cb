import type { Claim, Explanation } from "./explanation.ts";
import { citationsOf } from "./prose.ts";

type Sections = Record<Exclude<keyof Explanation, "evidence">, readonly (string | null)[]>;

/** Sentences to claims; what is null or empty is left out. Evidence is every seq cited, ascending. */
export function explanationOf(sections: Sections): Explanation {
  const claims = {
    meaning: claimsOf(sections.meaning),
    flagged: claimsOf(sections.flagged),
    impact: claimsOf(sections.impact),
    debugging: claimsOf(sections.debugging),
    quickFixes: claimsOf(sections.quickFixes),
    durableFixes: claimsOf(sections.durableFixes),
  };
  const cited = Object.values(claims).flatMap((list) => list.flatMap((claim) => claim.citations));
  return { ...claims, evidence: [...new Set(cited)].toSorted((a, b) => a - b) };
}

/** Built from the digest itself, so supported by construction. */
function claimsOf(texts: readonly (string | null)[]): Claim[] {
  return texts.flatMap((text) =>
    text === null || text === ""
      ? []
      : [{ text, citations: citationsOf(text), status: "supported" as const, reason: null }],
  );
}
