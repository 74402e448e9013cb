import { sql } from "drizzle-orm";
import type { CountedGroup, GroupRulePreview } from "#contracts/group-rule.ts";
import type { AppliedRule, GroupRule } from "#engine";
import { groups } from "#db/schema/index.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import type { CountedValues } from "./count-values.ts";
import { groupsBy, loadStanding, type Standing } from "./standing.ts";

/** What is shown of the groups that change; the rest is counted. */
const MAX_CHANGES = 20;
const MAX_LISTED = 12;
/** After every id: a rule that is tried is the newest. */
const NEWEST = "z";

export interface RulePreview {
  preview: GroupRulePreview;
  /** See `AppliedRule`. */
  heads: string[];
}

/**
 * What a rule would do to everything stored, exactly, without touching it. Reads templates and counts, never events.
 * @param values what a `constant` finds in the lines; null for rules that need no line
 */
export async function previewRule(
  tx: Tx,
  scope: Scope,
  rule: GroupRule,
  values: CountedValues | null = null,
): Promise<RulePreview> {
  const standing = await loadStanding(tx, scope);
  const before = groupsBy(standing).groupOf;
  const { decisions, groupOf: after } = groupsBy(withRule(standing, { id: NEWEST, rule, heads: [] }, values));
  const moved = standing.templates.flatMap(({ fingerprint }) => {
    const kept = values?.byTemplate.get(fingerprint)?.map((one) => one.fingerprint) ?? [];
    return [fingerprint, ...kept].some((one) => after(one) !== before(fingerprint))
      ? [before(fingerprint), after(fingerprint)]
      : [];
  });
  const touched = new Set(moved);
  const here = standing.templates.filter(({ fingerprint }) => touched.has(before(fingerprint)));
  const known = await loadGroups(tx, scope, [...touched]);
  const counts = await countTemplates(
    tx,
    scope,
    [...known.values()].map(({ id }) => id),
  );
  const pieces = here
    .flatMap(({ fingerprint, template }): Piece[] => {
      const from = before(fingerprint);
      const kept = (values?.byTemplate.get(fingerprint) ?? []).map((value) => ({
        from,
        to: after(value.fingerprint),
        title: decisions[value.fingerprint]?.title ?? value.template,
        count: value.count,
      }));
      const left = (counts.get(fingerprint) ?? 0) - kept.reduce((sum, { count }) => sum + count, 0);
      const title = decisions[fingerprint]?.title ?? known.get(after(fingerprint))?.template ?? template;
      return [...kept, { from, to: after(fingerprint), title, count: left }];
    })
    .filter(({ count }) => count > 0);
  const heads = joins(rule) ? headsOf(pieces, known) : new Map<string, string>();
  const named = pieces.map((piece) => ({ ...piece, to: heads.get(piece.to) ?? piece.to }));
  const refused = values === null ? null : values.refused;
  return {
    preview: { ...summaryOf(named, known), values: values?.distinct ?? null, refused },
    heads: [...heads.values()],
  };
}

/** Events that are of one group before and of one after. */
interface Piece {
  from: string;
  to: string;
  /** Of the group after. */
  title: string;
  count: number;
}

interface KnownGroup {
  id: string;
  template: string;
  state: "open" | "resolved" | "ignored";
}

const joins = ({ kind }: GroupRule): boolean => kind !== "split" && kind !== "constant";

function withRule(standing: Standing, rule: AppliedRule, values: CountedValues | null): Standing {
  const kept = [...(values?.byTemplate.values() ?? [])].flat();
  const made = kept.map(({ fingerprint, template }) => ({ id: 0, fingerprint, template, groupId: "", decided: null }));
  return { ...standing, templates: [...standing.templates, ...made], rules: [...standing.rules, rule] };
}

/** The joined group goes on as the busiest of its groups that is open, so that nothing open goes to sleep. */
function headsOf(pieces: readonly Piece[], known: ReadonlyMap<string, KnownGroup>): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { from, count } of pieces) counts.set(from, (counts.get(from) ?? 0) + count);
  const weight = (group: string) =>
    (counts.get(group) ?? 0) + (known.get(group)?.state === "open" ? Number.MAX_SAFE_INTEGER / 2 : 0);
  const byAfter = Map.groupBy(pieces, ({ to }) => to);
  return new Map(
    [...byAfter].flatMap(([to, some]) => {
      const [head] = [...new Set(some.map(({ from }) => from))].toSorted(
        (a, b) => weight(b) - weight(a) || (a < b ? -1 : 1),
      );
      return head === undefined ? [] : [[to, head]];
    }),
  );
}

type Summary = Omit<GroupRulePreview, "values" | "refused">;

function summaryOf(pieces: readonly Piece[], known: ReadonlyMap<string, KnownGroup>): Summary {
  const clusters = clustersOf(pieces)
    .map((cluster) => ({
      before: totals(cluster, ({ from }) => ({ fingerprint: from, template: known.get(from)?.template ?? from })),
      after: totals(cluster, ({ to, title }) => ({ fingerprint: to, template: title })),
    }))
    .filter(
      ({ before, after }) => before.length > 1 || after.length > 1 || before[0]?.fingerprint !== after[0]?.fingerprint,
    )
    .toSorted((a, b) => sum(b.before) - sum(a.before));
  const shown = clusters.slice(0, MAX_CHANGES).map(({ before, after }) => ({
    before: before.slice(0, MAX_LISTED),
    beforeMore: Math.max(0, before.length - MAX_LISTED),
    after: after.slice(0, MAX_LISTED),
    afterMore: Math.max(0, after.length - MAX_LISTED),
  }));
  return {
    groupsBefore: clusters.reduce((all, { before }) => all + before.length, 0),
    groupsAfter: clusters.reduce((all, { after }) => all + after.length, 0),
    eventsMoved: pieces.reduce((all, { from, to, count }) => all + (from === to ? 0 : count), 0),
    changes: shown,
    changesMore: clusters.length - shown.length,
  };
}

/** Pieces that hang together by a group before or after. */
function clustersOf(pieces: readonly Piece[]): Piece[][] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let at = name;
    for (let parent = parents.get(at); parent !== undefined; parent = parents.get(at)) at = parent;
    if (at !== name) parents.set(name, at);
    return at;
  };
  for (const { from, to } of pieces) {
    const [before, after] = [rootOf(`before ${from}`), rootOf(`after ${to}`)];
    if (before !== after) parents.set(before, after);
  }
  return [...Map.groupBy(pieces, ({ from }) => rootOf(`before ${from}`)).values()];
}

/** Groups with their events, the busiest first. */
function totals(pieces: readonly Piece[], of: (piece: Piece) => Omit<CountedGroup, "count">): CountedGroup[] {
  const groupsOf = new Map<string, CountedGroup>();
  for (const piece of pieces) {
    const group = of(piece);
    const known = groupsOf.get(group.fingerprint);
    if (known === undefined) groupsOf.set(group.fingerprint, { ...group, count: piece.count });
    else known.count += piece.count;
  }
  return [...groupsOf.values()].toSorted((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1));
}

const sum = (counted: readonly CountedGroup[]): number => counted.reduce((all, { count }) => all + count, 0);

async function loadGroups(tx: Tx, scope: Scope, fingerprints: string[]): Promise<Map<string, KnownGroup>> {
  const one = sql`(select jsonb_array_elements_text(${JSON.stringify(fingerprints)}::jsonb))`;
  const rows = await tx
    .select({ id: groups.id, fingerprint: groups.fingerprint, template: groups.template, state: groups.state })
    .from(groups)
    .where(own(scope, groups, sql`${groups.fingerprint} in ${one}`));
  return new Map(rows.map(({ fingerprint, ...group }) => [fingerprint, group]));
}

/** Events by template, over all ingestions of the project. */
async function countTemplates(tx: Tx, scope: Scope, groupIds: string[]): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ fingerprint: string; events: string }>(sql`
    select key as fingerprint, sum(value::bigint) as events
    from ingestion_groups, jsonb_each_text(member_counts)
    where project_id = ${scope.projectId}::uuid
      and group_id in (select jsonb_array_elements_text(${JSON.stringify(groupIds)}::jsonb)::uuid)
    group by key`);
  return new Map(rows.map(({ fingerprint, events }) => [fingerprint, Number(events)]));
}
