import type { LogEvent } from "../events/event.ts";
import { serviceOf } from "../events/service.ts";
import { OVERFLOW_FINGERPRINT } from "../vocabulary.ts";
import { RULES } from "./catalog.ts";
import { createMatcher, isAside, type Looked, type Matcher, type Plan, type RuleMatch } from "./matcher.ts";
import { createFollowed, createUnfollowed, type Pairs } from "./pairs.ts";
import type { Recovery } from "./recovery.ts";
import { metOf, newSighting, see, type Met, type Sighting } from "./sightings.ts";
import { speakerOf } from "./subject.ts";
import { isSevere, type SevereEvent } from "./severe.ts";
import type { Rule } from "./rule.ts";

/** What the detector saw of each rule, small enough to store: JSON, bounded by rules × templates. */
export interface DetectorDigest {
  sightings: Sighting[];
  recoveries: Recovery[];
  /** Severe events that no rule claimed, one per template (the second pass). */
  severe: SevereEvent[];
  /** Events that carried an HTTP status of their own. */
  answers: number;
  notLookedAt: number;
  /** The last time of each source, by index. */
  ends: Record<number, number>;
}

/** Looks at every event once, in order of seq. */
export interface Detector {
  add(event: LogEvent): void;
  digest(): DetectorDigest;
}

export { findingsOf, type Coverage } from "./findings.ts";

const MAX_SERVICES = 500;
const MAX_RECOVERIES = 200;
const MAX_SEVERE = 2_000;
/** Matches of a template that are read in full, for the names in them; later ones are counted by the template's decision. */
const READ_IN_FULL = 50;
/** Events of a template that are looked at whole before its plan is trusted. */
const PLANNED_FROM = 3;

/** Speakers of one template whose plans are kept. */
const MAX_SPEAKERS = 200;

/** What was learnt of one template as one speaker says it; of other speakers in `others`. */
interface Decided {
  speaker: string;
  looked: Looked;
  plan: Plan;
  fixed: boolean;
  seen: number;
  others: Map<string, Decided>;
}

let shared: Matcher | null = null;

export function createDetector(rules: readonly Rule[] = RULES): Detector {
  const matcher = rules === RULES ? (shared ??= createMatcher(RULES)) : createMatcher(rules);
  const sightings = new Map<string, Sighting>();
  const recoveries: Recovery[] = [];
  const severe = new Map<string, SevereEvent>();
  const decided = new Map<string, Decided>();
  const paired = new Map<string, Pairs>(rules.flatMap((rule) => pairsOf(rule)));
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const ends = new Map<number, number>();
  let answers = 0;
  let notLookedAt = 0;

  const look = (event: LogEvent): Looked => {
    if (event.fingerprint === OVERFLOW_FINGERPRINT) return matcher.look(event);
    // One template may be spoken by many: a plan holds for one of them.
    const speaker = speakerOf(event);
    const first = decided.get(event.fingerprint);
    const known = first === undefined || first.speaker === speaker ? first : first.others.get(speaker);
    if (known === undefined || known.seen < PLANNED_FROM) {
      const looked = matcher.look(event);
      if (known === undefined && (first?.others.size ?? 0) >= MAX_SPEAKERS) return looked;
      const plan = matcher.plan(event, known?.plan ?? null);
      const fixed = known?.fixed ?? decidedByTemplate(matcher, event, looked);
      const others = known?.others ?? new Map<string, Decided>();
      const now = { speaker, looked, plan, fixed, seen: (known?.seen ?? 0) + 1, others };
      if (first === known) decided.set(event.fingerprint, now);
      else first?.others.set(speaker, now);
      return looked;
    }
    known.seen += 1;
    return known.fixed && known.seen > READ_IN_FULL ? known.looked : matcher.look(event, known.plan);
  };

  const count = (event: LogEvent, { rule, part, names }: RuleMatch) => {
    const met = metOf(event, names);
    const pairs = paired.get(rule.id);
    if (pairs === undefined) return note(sightings, rule, met);
    const key = keyOf(event, met, rule);
    if (key === null) return;
    for (const counted of pairs[part](key, met)) note(sightings, rule, counted.met, counted.after);
  };

  /** With the lines that nothing followed up to now. */
  const sightingsNow = (): Sighting[] => {
    const late = [...paired].flatMap(([id, pairs]) => pairs.unfollowed(ends).map(({ met }) => ({ id, met })));
    if (late.length === 0) return [...sightings.values()];
    const now = structuredClone(sightings);
    for (const { id, met } of late) {
      const rule = ruleOf.get(id);
      if (rule !== undefined) note(now, rule, met);
    }
    return [...now.values()];
  };

  return {
    add(event) {
      const { matches, tried, severe: looks, over, answered } = look(event);
      if (answered) answers += 1;
      if (event.timeMs !== null) ends.set(event.sourceIndex, Math.max(ends.get(event.sourceIndex) ?? 0, event.timeMs));
      for (const match of matches) count(event, match);
      if (matches.some(({ rule, part }) => part === "match" && !isAside(rule))) return;
      if (!tried) notLookedAt += 1;
      if (isSevere(event, looks)) {
        const known = severe.get(event.fingerprint);
        if (known !== undefined) known.lastSeq = event.seq;
        else if (severe.size < MAX_SEVERE) severe.set(event.fingerprint, severeOf(event));
        if (known !== undefined) known.count += 1;
      } else if (over !== undefined && sightings.size > 0 && recoveries.length < MAX_RECOVERIES) {
        recoveries.push({ seq: event.seq, timeMs: event.timeMs, service: serviceOf(event), ...over });
      }
    },
    digest: () => ({
      sightings: sightingsNow(),
      recoveries,
      severe: [...severe.values()],
      answers,
      notLookedAt,
      ends: Object.fromEntries(ends),
    }),
  };
}

function pairsOf(rule: Rule): [string, Pairs][] {
  const { sequence, missing } = rule.match;
  if (sequence) return [[rule.id, createFollowed(sequence)]];
  return missing ? [[rule.id, createUnfollowed(missing)]] : [];
}

function note(sightings: Map<string, Sighting>, rule: Rule, met: Met, opener: Met | null = null): void {
  const own = `${rule.id}\n${met.service}`;
  // Beyond the bound, further services are counted under none.
  const key = sightings.has(own) || sightings.size < MAX_SERVICES ? own : `${rule.id}\n`;
  let sighting = sightings.get(key);
  if (sighting === undefined) sightings.set(key, (sighting = newSighting(rule.id, met)));
  see(sighting, met, rule, opener);
}

/** What two lines of a rule must have in common; null when the line does not say it. */
function keyOf(event: LogEvent, met: Met, { match }: Rule): string | null {
  const name = (match.sequence ?? match.missing)?.key;
  if (name === undefined) return met.service;
  const value = met.names[name] ?? event.attributes[name];
  return value === undefined ? null : String(value);
}

/** A decision holds for all events of a template when the template's own text leads to it. */
function decidedByTemplate(matcher: Matcher, event: LogEvent, looked: Looked): boolean {
  if (looked.matches.length === 0) return false;
  if (looked.matches.some(({ rule, part }) => part === "other" || rule.match.when || rule.match.status)) return false;
  if (looked.matches.some(({ rule }) => rule.match.sequence || rule.match.missing)) return false;
  const { matches } = matcher.look({ ...event, message: event.template, attributes: {} });
  return (
    matches.length === looked.matches.length &&
    matches.every((match, index) => match.rule.id === looked.matches[index]?.rule.id)
  );
}

function severeOf(event: LogEvent): SevereEvent {
  return {
    fingerprint: event.fingerprint,
    service: serviceOf(event),
    level: event.level,
    count: 1,
    firstSeq: event.seq,
    lastSeq: event.seq,
    firstMs: event.timeMs,
    text: event.message.slice(0, 200),
  };
}
