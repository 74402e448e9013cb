import type { GroupDigest } from "./digest.ts";
import type { VariableSummary } from "./values.ts";

/** What a comparison needs to know of a group. */
export type ComparedGroup = Pick<GroupDigest, "fingerprint" | "members" | "template" | "count" | "levels" | "values">;

/** One side of a comparison: an ingestion or a time range, after merges. */
export interface ComparedSide<G extends ComparedGroup = GroupDigest> {
  events: number;
  groups: readonly G[];
}

export interface RateChange<G extends ComparedGroup = GroupDigest> {
  before: G;
  after: G;
  /** Share of all events after, by that before: 2 is twice as frequent. */
  ratio: number;
}

/** A variable of one template whose values are others than before: `pool_size` 50 → 5. */
export interface ValueShift<G extends ComparedGroup = GroupDigest> {
  group: G;
  index: number;
  key: string | null;
  before: VariableSummary;
  after: VariableSummary;
}

/** What is different; each list by weight, heaviest first. */
export interface GroupComparison<G extends ComparedGroup = GroupDigest> {
  new: G[];
  gone: G[];
  up: RateChange<G>[];
  down: RateChange<G>[];
  shifted: ValueShift<G>[];
}

export interface CompareOptions {
  /** A group of fewer events is neither new nor gone, unless one of them is an error or fatal. */
  floor?: number;
  /** A group that became this many times more or less frequent has changed. */
  ratio?: number;
}

const FLOOR = 3;
const RATIO = 2;
/** Standard deviations that a count must be off its expectation (Poisson), so that chance is no change. */
const SURPRISE = 3;

/**
 * Compares the groups of two digests. Rates are shares of all events, so the sides may span different times. Groups are
 * the same when they have a fingerprint in common. Values come from samples in large groups (see VariableSummary): a shift
 * is a hint with evidence, not a proof.
 */
export function diffGroups<G extends ComparedGroup>(
  a: ComparedSide<G>,
  b: ComparedSide<G>,
  options: CompareOptions = {},
): GroupComparison<G> {
  const { floor = FLOOR, ratio = RATIO } = options;
  const before = new Map(a.groups.flatMap((group) => group.members.map((member) => [member, group] as const)));
  const met = new Set<G>();
  const out: GroupComparison<G> = { new: [], gone: [], up: [], down: [], shifted: [] };
  for (const group of b.groups) {
    const earlier = group.members.map((member) => before.get(member)).find((found) => found !== undefined);
    if (earlier === undefined) {
      if (isNotable(group, floor)) out.new.push(group);
      continue;
    }
    met.add(earlier);
    const change = rateChange(earlier, group, a.events, b.events, floor, ratio);
    if (change !== null) out[change.ratio > 1 ? "up" : "down"].push(change);
    out.shifted.push(...shiftsOf(earlier, group));
  }
  out.gone.push(...a.groups.filter((group) => !met.has(group) && isNotable(group, floor)));
  const byCount = (x: G, y: G) =>
    loudness(y) - loudness(x) || y.count - x.count || (x.fingerprint < y.fingerprint ? -1 : 1);
  const byChange = (x: RateChange<G>, y: RateChange<G>) =>
    Math.abs(Math.log(y.ratio)) * y.after.count - Math.abs(Math.log(x.ratio)) * x.after.count ||
    byCount(x.after, y.after);
  out.new.sort(byCount);
  out.gone.sort(byCount);
  out.up.sort(byChange);
  out.down.sort((x, y) => x.ratio - y.ratio || byCount(x.before, y.before));
  out.shifted.sort((x, y) => Number(isSetting(y)) - Number(isSetting(x)) || byCount(x.group, y.group));
  return out;
}

/** One new error says more than a thousand new lines of chatter. */
function loudness({ levels }: ComparedGroup): number {
  if ((levels.error ?? 0) + (levels.fatal ?? 0) > 0) return 2;
  return (levels.warn ?? 0) > 0 ? 1 : 0;
}

function isNotable({ count, levels }: ComparedGroup, floor: number): boolean {
  return count >= floor || (levels.error ?? 0) + (levels.fatal ?? 0) > 0;
}

function rateChange<G extends ComparedGroup>(
  before: G,
  after: G,
  eventsBefore: number,
  eventsAfter: number,
  floor: number,
  least: number,
): RateChange<G> | null {
  if (eventsBefore === 0 || eventsAfter === 0 || Math.max(before.count, after.count) < floor) return null;
  const expected = (before.count * eventsAfter) / eventsBefore;
  const ratio = after.count / expected;
  if (ratio < least && ratio > 1 / least) return null;
  // Both counts vary, so both variances count.
  const deviation = Math.sqrt(expected + expected * (eventsAfter / eventsBefore));
  return Math.abs(after.count - expected) >= SURPRISE * deviation ? { before, after, ratio } : null;
}

function shiftsOf<G extends ComparedGroup>(before: G, after: G): ValueShift<G>[] {
  // Other merges on one side give other variables: then there is nothing to compare one by one.
  if (before.template !== after.template) return [];
  return (after.values ?? []).flatMap((now) => {
    const then = before.values?.find((summary) => summary.index === now.index);
    if (then === undefined || !(isReplaced(then, now) || isMoved(then, now))) return [];
    return [{ group: after, index: now.index, key: now.key, before: then, after: now }];
  });
}

const isSetting = ({ key, after }: ValueShift<ComparedGroup>) => key !== null && after.distinct === 1;

/** One value before, another one now. An id is no setting: it differs from event to event. */
function isReplaced(then: VariableSummary, now: VariableSummary): boolean {
  const [[was, count] = ["", 0]] = then.top;
  const [[is, countNow] = ["", 0]] = now.top;
  if (was === is) return false;
  const settled = then.key !== null && then.distinct === 1 && now.distinct === 1 && !isId(then.key);
  const dominant = count >= FLOOR && countNow >= FLOOR && count * 2 > then.sampled && countNow * 2 > now.sampled;
  const gone = !now.top.some(([value]) => value === was) && !then.top.some(([value]) => value === is);
  return gone && (settled || dominant);
}

/** Measured amounts (with a unit or a fraction) whose mean left the range of before. */
function isMoved(
  { number: then, sampled }: VariableSummary,
  { number: now, sampled: sampledNow }: VariableSummary,
): boolean {
  if (then === null || now === null || then.unit !== now.unit || Math.min(sampled, sampledNow) < FLOOR) return false;
  const measured = then.unit !== "" || ![then.min, then.max, now.min, now.max].every(Number.isInteger);
  return measured && (now.mean > then.max || now.mean < then.min) && farApart(then.mean, now.mean);
}

function farApart(a: number, b: number): boolean {
  return Math.abs(a - b) >= Math.min(Math.abs(a), Math.abs(b)) * (RATIO - 1);
}

function isId(key: string): boolean {
  return /(?:id|seq|pid|port|tid|time|timestamp|ts|uuid|hash|token|at|date)$/i.test(key);
}
