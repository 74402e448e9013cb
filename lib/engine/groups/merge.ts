import { combine } from "./combine.ts";
import type { GroupDigest } from "./digest.ts";
import { familiesOf, type Family } from "./families.ts";

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
  const byPerson = (fingerprint: string) => known[fingerprint]?.reason === "person";
  const open = groups
    .filter((group) => !byPerson(group.fingerprint) && group.exception === undefined)
    .toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const canonical = new Set(Object.values(known).map((alias) => alias.group));
  const proved = new Set(Object.keys(known).filter((fingerprint) => known[fingerprint]?.reason === "words"));
  const added: Aliases = {};
  const titles = new Map<string, string>();
  for (const family of familiesOf(open, proved)) {
    const group = groupOf(family, known, canonical);
    titles.set(group, family.template);
    const { words } = family;
    for (const { fingerprint, position } of family.members)
      if (fingerprint !== group && known[fingerprint] === undefined && !canonical.has(fingerprint))
        added[fingerprint] = { group, reason: "words", position, words };
    const own = family.fingerprint;
    if (own !== group && known[own] === undefined && added[own] === undefined && !canonical.has(own))
      added[own] = { group, reason: "words", position: null, words };
  }
  const byGroup = new Map<string, GroupDigest[]>();
  for (const group of groups) {
    const to = known[group.fingerprint]?.group ?? added[group.fingerprint]?.group ?? group.fingerprint;
    const members = byGroup.get(to);
    if (members === undefined) byGroup.set(to, [group]);
    else members.push(group);
  }
  return {
    groups: [...byGroup]
      .map(([fingerprint, members]) => combine(fingerprint, titles.get(fingerprint), members))
      .toSorted((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1)),
    added,
  };
}

/** The group that a project already has for one of the members, or the first of them. */
function groupOf(family: Family, known: Aliases, canonical: ReadonlySet<string>): string {
  const fingerprints = family.members.map((member) => member.fingerprint).toSorted();
  const earlier = [family.fingerprint, ...fingerprints]
    .map((fingerprint) => known[fingerprint]?.group ?? (canonical.has(fingerprint) ? fingerprint : undefined))
    .find((group) => group !== undefined);
  return (
    earlier ??
    (fingerprints.includes(family.fingerprint) ? family.fingerprint : (fingerprints[0] ?? family.fingerprint))
  );
}
