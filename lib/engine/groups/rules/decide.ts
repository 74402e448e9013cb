import type { Aliases } from "../merge.ts";
import { createBoard, isOfMessage, type Board } from "./board.ts";
import { createForest, type Forest, type Tree } from "./forest.ts";
import type { GroupRule } from "./group-rule.ts";
import { createRegexKeys } from "./regex-keys.ts";
import { keyOf, tokenPattern, type Key } from "./token-pattern.ts";

export interface AppliedRule {
  /** Ordered by time: of two rules the one with the greater id is the newer. */
  id: string;
  rule: GroupRule;
  /** The groups, by fingerprint, that go on as the rule's groups, so that what was noted about them stays. */
  heads: readonly string[];
}

/** The group that a template counts as because of rules. */
export interface Decision {
  group: string;
  /** Of the group, for people; null: that of its busiest member. */
  title: string | null;
  /** The rule that names this very template or its group; null when its group was taken along. */
  rule: string | null;
}

/** fingerprint → decision; a template that no rule touches is absent. */
export type Decisions = Record<string, Decision>;

export interface KnownTemplate {
  fingerprint: string;
  template: string;
}

/**
 * Lays a project's rules over its automatic groups. Pure; the order of rules and of templates does not matter, and without
 * the rules everything is as it was. Merges, variables and the like join groups; a split stands apart from all of them. Needs
 * all templates of the project: two groups may be joined by a third.
 */
export function decide(
  templates: readonly KnownTemplate[],
  aliases: Aliases,
  rules: readonly AppliedRule[],
): Decisions {
  if (rules.length === 0) return {};
  const board = createBoard(templates, aliases, rules);
  const { forest, keys } = join(board, rules);
  const groups = new Map<string, { group: string; title: string | null }>();
  for (const place of board.apart.keys()) groups.set(place, { group: place, title: board.titles.get(place) ?? null });
  for (const tree of forest.trees()) {
    const named = nameOf(tree, rules, keys, board);
    for (const place of tree.names) groups.set(place, named);
  }
  const decisions = templates.flatMap(({ fingerprint }) => {
    const place = board.placeOf(fingerprint);
    const named = groups.get(place);
    if (named === undefined) return [];
    const [rule = null] = [...forest.rulesAt(place), ...(board.apart.get(place) ?? [])].toSorted().toReversed();
    return [[fingerprint, { ...named, rule }] as const];
  });
  return Object.fromEntries(decisions);
}

/** @returns the places joined, and the templates that rules made, by fingerprint */
function join(board: Board, rules: readonly AppliedRule[]): { forest: Forest; keys: Map<string, string> } {
  const forest = createForest();
  const keys = new Map<string, string>();
  const joinKey = (place: string, key: Key, id: string) => {
    forest.join(place, key.fingerprint, id);
    keys.set(key.fingerprint, key.template);
  };
  for (const { id, rule } of rules) {
    if (rule.kind === "merge")
      for (const fingerprint of [...rule.fingerprints, rule.into]) {
        const place = board.placeOf(fingerprint);
        forest.join(fingerprint, rule.into, id);
        // The group keeps its name when the template that it is named after was set apart.
        if (!board.apart.has(place)) forest.join(place, rule.into, id);
      }
    if (rule.kind !== "variable" && rule.kind !== "ignore") continue;
    const pattern = tokenPattern(rule);
    const key = keyOf(rule);
    for (const text of board.texts)
      if (pattern.match(text.template) !== null && isOfMessage(text)) joinKey(text.place, key, id);
  }
  const keysOf = createRegexKeys(
    rules.flatMap(({ id, rule }) => (rule.kind === "regex" ? [{ id, pattern: rule.pattern }] : [])),
  );
  for (const text of board.texts)
    for (const { id, key } of keysOf(text.template)) if (isOfMessage(text)) joinKey(text.place, key, id);
  return { forest, keys };
}

/** What the joined places are together: the newest decision about any of them names it. */
function nameOf(tree: Tree, rules: readonly AppliedRule[], keys: ReadonlyMap<string, string>, { titles }: Board) {
  const here = new Set(tree.names);
  const applied = tree.rules.flatMap((id) => rules.filter((one) => one.id === id));
  const heads = applied.flatMap((one) => one.heads.filter((head) => here.has(head)).toSorted());
  const targets = applied.flatMap(({ rule }) => (rule.kind === "merge" ? [rule.into] : []));
  const made = tree.names.filter((name) => keys.has(name));
  const group = heads[0] ?? targets[0] ?? made[0] ?? tree.names[0] ?? "";
  const [shortest] = made
    .map((name) => keys.get(name) ?? "")
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const title = shortest ?? titles.get(targets[0] ?? group) ?? null;
  return { group, title };
}
