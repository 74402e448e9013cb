import type { Example, GroupDigest } from "./digest.ts";
import { combineValues } from "./values.ts";

const MAX_SERVICES = 20;
const FIRST_EXAMPLES = 3;
const MAX_EXAMPLES = 5;

/** One digest that counts what all of `members` count. @param template of the group; by default that of its busiest member */
export function combine(
  fingerprint: string,
  template: string | undefined,
  members: readonly GroupDigest[],
): GroupDigest {
  const ordered = members.toSorted((a, b) => b.count - a.count || (a.fingerprint < b.fingerprint ? -1 : 1));
  const [busiest] = ordered;
  if (busiest === undefined) throw new Error("a group has a member");
  return {
    fingerprint,
    members: [...new Set([fingerprint, ...ordered.flatMap((group) => group.members)])].toSorted(),
    template: template ?? busiest.template,
    format: busiest.format,
    count: total(ordered, (group) => group.count),
    firstSeq: Math.min(...ordered.map((group) => group.firstSeq)),
    lastSeq: Math.max(...ordered.map((group) => group.lastSeq)),
    firstMs: extreme(
      ordered.map((group) => group.firstMs),
      Math.min,
    ),
    lastMs: extreme(
      ordered.map((group) => group.lastMs),
      Math.max,
    ),
    levels: addUp(ordered.map((group) => group.levels)),
    services: busiestServices(addUp(ordered.map((group) => group.services))),
    sources: addUp(ordered.map((group) => group.sources)),
    bins: addBins(ordered.map((group) => group.bins)),
    examples: pickExamples(ordered.flatMap((group) => group.examples)),
    ...(busiest.exception
      ? { exception: busiest.exception }
      : {
          values: members.length === 1 ? (busiest.values ?? []) : combineValues(template ?? busiest.template, ordered),
        }),
  };
}

/** The busiest 20; the rest under `other`. */
export function busiestServices(services: Record<string, number>): Record<string, number> {
  const { other = 0, ...named } = services;
  const ordered = Object.entries(named).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const rest = other + total(ordered.slice(MAX_SERVICES), (entry) => entry[1]);
  return Object.fromEntries([...ordered.slice(0, MAX_SERVICES), ...(rest > 0 ? [["other", rest] as const] : [])]);
}

function total<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}

function extreme(values: readonly (number | null)[], pick: (...numbers: number[]) => number): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? null : pick(...numbers);
}

function addUp<K extends string | number>(records: readonly Partial<Record<K, number>>[]): Record<K, number> {
  const sums = new Map<string, number>();
  for (const record of records)
    for (const [key, count] of Object.entries<number | undefined>(record))
      sums.set(key, (sums.get(key) ?? 0) + (count ?? 0));
  // safe because every key came from a record with keys K
  return Object.fromEntries(sums) as Record<K, number>;
}

function addBins(series: readonly (readonly [number, number][])[]): [number, number][] {
  const sums = new Map<number, number>();
  for (const bins of series) for (const [bin, count] of bins) sums.set(bin, (sums.get(bin) ?? 0) + count);
  return [...sums].toSorted((a, b) => a[0] - b[0]);
}

function pickExamples(examples: readonly Example[]): Example[] {
  const ordered = examples.toSorted((a, b) => a.seq - b.seq);
  if (ordered.length <= MAX_EXAMPLES) return ordered;
  return [...ordered.slice(0, FIRST_EXAMPLES), ...ordered.slice(FIRST_EXAMPLES - MAX_EXAMPLES)];
}
