import type { GroupDigest, TimeAxis } from "../groups/digest.ts";
import type { TallyDigest } from "../groups/tally.ts";
import { code } from "../explain/prose.ts";
import { serviceOfSource } from "../events/service.ts";
import { SEVERITIES } from "../vocabulary.ts";
import { RULES } from "./catalog.ts";
import { confidenceOf, KINDRED, sumOf, type Surroundings } from "./confidence.ts";
import type { DetectorDigest } from "./detector.ts";
import type { Finding } from "./finding.ts";
import { unexplainedFatal } from "./generic_critical/unexplained-fatal.ts";
import { isReached } from "./rate.ts";
import type { Rule } from "./rule.ts";
import type { SevereEvent } from "./severe.ts";
import type { Sighting } from "./sightings.ts";
import { silentSightings } from "./silent-sightings.ts";

export interface Coverage {
  /** Events in which no rule's words occur, and error groups (fingerprints) that no finding explains. */
  eventsNotLookedAt: number;
  unexplainedGroups: string[];
}

/** Up to so many services have findings of their own; more of one rule are one finding. */
const MAX_SEPARATE = 3;
const MAX_EVIDENCE = 10;
/** Groups that count as top groups, by errors and volume. */
const TOP_GROUPS = 50;
const ANSWERS_BEFORE_SHARE = 200;
const NEAR_MS = 15 * 60_000;
const NEAR_LINES = 10;
/** More tries than this one after the other are a failure, even when the last one worked. */
const MAX_OVERCOME = 3;

/** Findings by severity, then first seen. `groups` are those after merges, `rules` those the detector was made with. */
export function findingsOf(
  detected: DetectorDigest,
  tally: Pick<TallyDigest, "axis">,
  groups: readonly GroupDigest[],
  rules: readonly Rule[] = RULES,
): { findings: Finding[]; coverage: Coverage } {
  const groupOf = new Map(groups.flatMap((group) => group.members.map((member) => [member, group] as const)));
  const top = topGroups(groups);
  const seen = draftsOf(detected, new Map(rules.map((rule) => [rule.id, rule])), onlySource(groups));
  const drafts = withoutEchoes(seen).filter((draft) => !isOvercome(draft, detected));
  const findings = drafts.map((draft) => findingOf(draft, drafts, detected, tally.axis, groupOf, top));
  findings.push(...severeFindings(detected, drafts, groupOf));
  const explained = new Set(findings.flatMap((finding) => finding.groups));
  return {
    findings: findings.toSorted(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.firstSeq - b.firstSeq,
    ),
    coverage: {
      eventsNotLookedAt: detected.notLookedAt,
      unexplainedGroups: groups.filter((group) => errorsIn(group) > 0 && !explained.has(group.fingerprint)).map(idOf),
    },
  };
}

/** One finding to be: a rule with the services it was seen in. */
interface Draft {
  rule: Rule;
  key: string;
  seen: Sighting[];
  firstMs: number | null;
  title: string;
}

function draftsOf(detected: DetectorDigest, rules: ReadonlyMap<string, Rule>, only: string | null): Draft[] {
  const byRule = grouped(detected.sightings, (sighting) => sighting.rule);
  return [...byRule].flatMap(([id, seen]) => {
    const rule = rules.get(id);
    if (rule === undefined || !enough(rule, seen, detected)) return [];
    const reached = reachedOf(rule, seen, detected);
    if (reached.length === 0) return [];
    const parts = reached.length <= MAX_SEPARATE ? reached.map((sighting) => [sighting]) : [reached];
    return parts.map((part) => ({
      rule,
      key: part.length === 1 ? (part[0]?.service ?? "") : "several",
      seen: part.toSorted((a, b) => a.firstSeq - b.firstSeq),
      firstMs: least(part.map((sighting) => sighting.firstMs)),
      title: titleOf(
        rule,
        part,
        part.flatMap(({ service }) => (service === only ? [] : (service ?? []))),
      ),
    }));
  });
}

/** A stack trace or an exit beside a failure that a specific rule explains is that failure's echo. */
function withoutEchoes(drafts: readonly Draft[]): Draft[] {
  const specific = drafts.filter(({ rule }) => rule.category !== "generic_critical");
  return drafts.filter(
    ({ rule, seen }) =>
      !(rule.category === "generic_critical" && rule.general) ||
      !seen.every(({ first }) => first.every((seq) => specific.some((other) => isNear(other.seen, seq)))),
  );
}

/** Within a few lines of what was seen: the lines kept of a sighting stand for it. */
const isNear = (seen: readonly Sighting[], seq: number): boolean =>
  seen.some(({ first, lastSeq }) => [...first, lastSeq].some((one) => Math.abs(one - seq) <= NEAR_LINES));

/** The name that stands for the service where there is one source only: no news in a title. */
function onlySource(groups: readonly GroupDigest[]): string | null {
  const names = new Set(groups.flatMap((group) => group.examples.map((example) => example.source)));
  const [name] = names;
  return name === undefined || names.size > 1 ? null : serviceOfSource(name);
}

function enough(rule: Rule, seen: readonly Sighting[], { answers }: DetectorDigest): boolean {
  const { shareOfAnswers } = rule.match;
  return shareOfAnswers === undefined || answers < ANSWERS_BEFORE_SHARE || total(seen) >= shareOfAnswers * answers;
}

/** What is left of the sightings by the rule's conditions over many events. */
function reachedOf({ match }: Rule, seen: readonly Sighting[], { ends }: DetectorDigest): readonly Sighting[] {
  const { rate, silence } = match;
  if (silence) return silentSightings(seen, silence, ends);
  return rate ? seen.filter((sighting) => isReached(sighting.rate, rate)) : seen;
}

function findingOf(
  draft: Draft,
  drafts: readonly Draft[],
  detected: DetectorDigest,
  axis: TimeAxis,
  groupOf: ReadonlyMap<string, GroupDigest>,
  top: ReadonlySet<string>,
): Finding {
  const { rule, seen, key } = draft;
  const around = { corroboratedBy: kindredTitles(draft, drafts), recovered: recoveredAfter(draft, detected) };
  const confidenceParts = confidenceOf(rule, seen, around);
  const groups = [...new Set(seen.flatMap(({ fingerprints }) => Object.keys(fingerprints)))]
    .map((fingerprint) => groupOf.get(fingerprint)?.fingerprint ?? fingerprint)
    .filter((fingerprint, index, all) => all.indexOf(fingerprint) === index);
  const services = seen.flatMap((sighting) => sighting.service ?? []);
  return {
    id: key === "" ? rule.id : `${rule.id}:${key}`,
    rule: rule.id,
    category: rule.category,
    severity: rule.severity,
    confidence: sumOf(confidenceParts),
    confidenceParts,
    title: draft.title,
    why: rule.why,
    pass: groups.some((fingerprint) => top.has(fingerprint)) ? 1 : 2,
    count: total(seen),
    firstSeq: Math.min(...seen.map((sighting) => sighting.firstSeq)),
    lastSeq: Math.max(...seen.map((sighting) => sighting.lastSeq)),
    firstMs: draft.firstMs,
    lastMs: most(seen.map((sighting) => sighting.lastMs)),
    services,
    starts: startsOf(seen),
    evidence: evidenceOf(seen),
    counterEvidence: around.recovered === null ? [] : [around.recovered],
    groups,
    bins: binsOf(seen, axis),
    ...(rule.own !== null && { advice: rule.advice }),
  };
}

/** The second pass: a severe event that nothing explains, one finding per service. */
function severeFindings(
  detected: DetectorDigest,
  drafts: readonly Draft[],
  groupOf: ReadonlyMap<string, GroupDigest>,
): Finding[] {
  const near = (event: SevereEvent) => drafts.some(({ seen }) => isNear(seen, event.firstSeq));
  const open = detected.severe.filter((event) => !near(event));
  return [...grouped(open, (event) => event.service ?? "")].map(([service, events]) =>
    severeFinding(service, events, groupOf),
  );
}

function severeFinding(
  service: string,
  events: readonly SevereEvent[],
  groupOf: ReadonlyMap<string, GroupDigest>,
): Finding {
  const rule = unexplainedFatal;
  const stated = events.some((event) => event.level === "fatal");
  const confidenceParts = [
    { name: "match" as const, weight: 0.4, detail: "no rule knows this line" },
    ...(stated ? [{ name: "stated level" as const, weight: 0.2, detail: "logged as fatal" }] : []),
  ];
  const seqs = events.flatMap(({ firstSeq, lastSeq }) => [firstSeq, lastSeq]);
  return {
    id: service === "" ? rule.id : `${rule.id}:${service}`,
    rule: rule.id,
    category: rule.category,
    severity: rule.severity,
    confidence: sumOf(confidenceParts),
    confidenceParts,
    title: `${service === "" ? "Severe line" : `Severe line from ${code(service)}`}: ${code(events[0]?.text ?? "", 80)}`,
    why: rule.why,
    pass: 2,
    count: events.reduce((sum, event) => sum + event.count, 0),
    firstSeq: Math.min(...seqs),
    lastSeq: Math.max(...seqs),
    firstMs: least(events.map((event) => event.firstMs)),
    lastMs: most(events.map((event) => event.firstMs)),
    services: service === "" ? [] : [service],
    starts:
      service === ""
        ? []
        : events.slice(0, 1).map(({ firstSeq, firstMs }) => ({ service, seq: firstSeq, atMs: firstMs })),
    evidence: unique(events.flatMap(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).slice(0, MAX_EVIDENCE),
    counterEvidence: [],
    groups: unique(events.map((event) => groupOf.get(event.fingerprint)?.fingerprint ?? event.fingerprint)),
    bins: [],
  };
}

const startsOf = (seen: readonly Sighting[]): Finding["starts"] =>
  seen.flatMap(({ service, firstSeq, firstMs }) =>
    service === null ? [] : [{ service, seq: firstSeq, atMs: firstMs }],
  );

function titleOf(rule: Rule, seen: readonly Sighting[], services: readonly string[]): string {
  const names = (name: string) => unique(seen.flatMap((sighting) => sighting.names[name] ?? []));
  const wanted = [...(rule.headline ?? "").matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const complete = rule.headline !== null && wanted.every((name) => names(name).length > 0);
  const text = complete
    ? (rule.headline ?? "").replace(/\{(\w+)\}/g, (_, name: string) => listed(names(name)))
    : rule.title;
  const [service] = services;
  if (services.length > 1) return `${text} in ${services.length} services`;
  return service === undefined || text.includes(code(service)) ? text : `${text} in ${code(service)}`;
}

function listed(values: readonly string[]): string {
  const [first = "", ...others] = values;
  const shown = code(first, 80);
  if (others.length === 0) return shown;
  return others.length === 1 ? `${shown} and ${code(others[0] ?? "", 80)}` : `${shown} and others`;
}

function kindredTitles(draft: Draft, drafts: readonly Draft[]): string[] {
  return drafts
    .filter(
      (other) =>
        other !== draft &&
        // What another rule says of the same line confirms nothing.
        other.seen[0]?.firstSeq !== draft.seen[0]?.firstSeq &&
        KINDRED[draft.rule.category].includes(other.rule.category) &&
        (draft.firstMs === null || other.firstMs === null || Math.abs(draft.firstMs - other.firstMs) <= NEAR_MS),
    )
    .map((other) =>
      titleOf(
        other.rule,
        other.seen,
        other.seen.flatMap((sighting) => sighting.service ?? []),
      ),
    );
}

/** The first line after the last match in which the service, or one that names no service, says it is over. */
function recoveredAfter({ rule, seen }: Draft, { recoveries }: DetectorDigest): Surroundings["recovered"] {
  const lastSeq = Math.max(...seen.map((sighting) => sighting.lastSeq));
  const lastMs = most(seen.map((sighting) => sighting.lastMs));
  const found = recoveries.find(
    ({ seq, service, categories }) =>
      seq > lastSeq &&
      (categories === null || categories.includes(rule.category)) &&
      seen.some((sighting) => sighting.service === service),
  );
  if (found === undefined) return null;
  const later = found.timeMs === null || lastMs === null ? "" : ` ${duration(found.timeMs - lastMs)} later`;
  return { seq: found.seq, note: `recovered${later}` };
}

/** A few warnings, none of them an error, whose next try worked: nobody was hurt. */
function isOvercome({ rule, seen }: Draft, { recoveries }: DetectorDigest): boolean {
  if (rule.own !== null || total(seen) > MAX_OVERCOME) return false;
  return seen.every(
    ({ levels, service, lastSeq }) =>
      (levels.error ?? 0) + (levels.fatal ?? 0) === 0 &&
      recoveries.some(
        (one) =>
          one.ofRetry === true &&
          one.service === service &&
          one.categories?.includes(rule.category) === true &&
          one.seq > lastSeq &&
          one.seq <= lastSeq + NEAR_LINES,
      ),
  );
}

function evidenceOf(seen: readonly Sighting[]): number[] {
  const [earliest] = seen;
  const first = [...(earliest?.openers ?? []).slice(0, 1), ...(earliest?.first ?? [])].slice(0, 4);
  const perService = seen.map((sighting) => sighting.firstSeq).slice(0, 5);
  const last = Math.max(...seen.map((sighting) => sighting.lastSeq));
  return unique([...first, ...perService].slice(0, MAX_EVIDENCE - 1).concat(last)).toSorted((a, b) => a - b);
}

function binsOf(seen: readonly Sighting[], axis: TimeAxis): [number, number][] {
  const bins = new Map<number, number>();
  for (const { steps, stepMs } of seen) {
    for (const [step, count] of Object.entries(steps)) {
      const bin = Math.floor((Number(step) * stepMs - axis.startMs) / axis.binMs);
      const at = Math.min(Math.max(bin, 0), axis.bins - 1);
      if (axis.bins > 0) bins.set(at, (bins.get(at) ?? 0) + count);
    }
  }
  return [...bins].toSorted(([a], [b]) => a - b);
}

function topGroups(groups: readonly GroupDigest[]): Set<string> {
  const ranked = groups.toSorted((a, b) => errorsIn(b) - errorsIn(a) || b.count - a.count);
  return new Set(ranked.slice(0, TOP_GROUPS).map(idOf));
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

const idOf = (group: GroupDigest): string => group.fingerprint;
const errorsIn = (group: GroupDigest): number => (group.levels.error ?? 0) + (group.levels.fatal ?? 0);
const total = (seen: readonly Sighting[]): number => seen.reduce((sum, sighting) => sum + sighting.count, 0);
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
