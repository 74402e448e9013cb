import { combine } from "./combine.ts";
import type { GroupDigest } from "./digest.ts";
import { isKept } from "../template/fingerprint.ts";
import { familiesOf } from "./families.ts";
import type { Family } from "./nodes.ts";
import type { Decisions } from "./rules/decide.ts";

/** Why a fingerprint counts as another group: `words` merged late. What people decide are rules, see `decide`. */
export interface Alias {
  group: string;
  reason: "words";
  /** Token position of the merged words and some of them, for "why together?". */
  position: number | null;
  words: string[];
  /** Of `words`: the template with their places as `<*>`. A later line that fits it joins the group at once. */
  family?: string;
}

/**
 * fingerprint → alias; a fingerprint that stands for itself is absent. Kept per project. An alias may lead to another.
 */
export type Aliases = Record<string, Alias>;

/**
 * Late merges over the templates of one ingestion, on top of those the project already made. Independent of the order of
 * lines. Returns groups by count, descending (then fingerprint), and the aliases that are new; known ones stay as they are.
 * @param decided by people's rules, see `decide`; it outranks all merges and changes none of them
 */
export function mergeGroups(
  groups: readonly GroupDigest[],
  known: Aliases,
  decided: Decisions = {},
): { groups: GroupDigest[]; added: Aliases } {
  const families = knownFamilies(known);
  const heads = new Set(Object.values(known).map((alias) => alias.group));
  const open = groups
    .filter(({ fingerprint, exception }) => exception === undefined && !isKept(fingerprint))
    .toSorted(byFingerprint);
  const added: Aliases = {};
  const titles = new Map([...families].map(([template, group]) => [group, template]));
  for (const family of familiesOf(open, [...families.keys()])) {
    const group = headOf(family, known, heads, families);
    titles.set(group, family.template);
    for (const { fingerprint, position } of family.members)
      if (fingerprint !== group && known[fingerprint] === undefined && !heads.has(fingerprint))
        added[fingerprint] = { group, reason: "words", position, words: family.words, family: family.template };
  }
  const byGroup = new Map<string, GroupDigest[]>();
  for (const group of groups) {
    const alias = { ...known[group.fingerprint], ...added[group.fingerprint] };
    const { group: head, title } = decided[group.fingerprint] ?? {
      group: groupOf(group.fingerprint, known, alias),
      title: null,
    };
    if (title !== null) titles.set(head, title);
    const members = byGroup.get(head);
    if (members === undefined) byGroup.set(head, [group]);
    else members.push(group);
  }
  return {
    groups: [...byGroup]
      .map(([head, members]) => combine(head, titles.get(head), members))
      .toSorted((a, b) => b.count - a.count || byFingerprint(a, b)),
    added,
  };
}

/** Family template → the group it is; the same for the same aliases, whatever their order. */
function knownFamilies(known: Aliases): Map<string, string> {
  return new Map(
    Object.values(known)
      .filter((alias) => alias.family !== undefined)
      .toSorted((a, b) => (a.group < b.group ? 1 : -1))
      .map((alias) => [alias.family ?? "", alias.group]),
  );
}

/** The group that the project already has for the family or one of its members; otherwise one of them. */
function headOf(
  { template, fingerprint, members }: Family,
  known: Aliases,
  heads: ReadonlySet<string>,
  families: ReadonlyMap<string, string>,
): string {
  const fingerprints = members.map((member) => member.fingerprint).toSorted();
  const earlier = fingerprints
    .map((member) => known[member]?.group ?? (heads.has(member) ? member : undefined))
    .find((group) => group !== undefined);
  const own = fingerprints.includes(fingerprint) ? fingerprint : (fingerprints[0] ?? fingerprint);
  return families.get(template) ?? earlier ?? own;
}

/** Follows aliases to where they end. A circle, which no one should make, ends where it began. */
export function groupOf(fingerprint: string, known: Aliases, first: Partial<Alias> = known[fingerprint] ?? {}): string {
  if (first.group === undefined) return fingerprint;
  const passed = new Set([fingerprint]);
  let at = first.group;
  while (!passed.has(at)) {
    passed.add(at);
    at = known[at]?.group ?? at;
  }
  return at;
}

function byFingerprint(a: { fingerprint: string }, b: { fingerprint: string }): number {
  return a.fingerprint < b.fingerprint ? -1 : a.fingerprint > b.fingerprint ? 1 : 0;
}
