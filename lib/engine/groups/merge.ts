import type { GroupDigest } from "./digest.ts";

/** Why a fingerprint counts as another group: `words` merged late, or a person's rule. */
export interface Alias {
  group: string;
  reason: "words" | "person";
  /** Token position of the merged words and some of them, for "why together?". */
  position: number | null;
  words: string[];
}

/** fingerprint → alias; a fingerprint that stands for itself is absent. Kept per project. */
export type Aliases = Record<string, Alias>;

/**
 * Late merges over the templates of one ingestion, on top of those the project already made. Independent of the order of
 * lines. Returns groups by count, descending (then fingerprint), and the aliases that are new.
 */
export function mergeGroups(groups: readonly GroupDigest[], known: Aliases): { groups: GroupDigest[]; added: Aliases } {
  // Scaffold: merges nothing. The real merge replaces it.
  void known;
  return {
    groups: groups.toSorted((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1)),
    added: {},
  };
}
