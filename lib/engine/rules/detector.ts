import type { LogEvent } from "../events/event.ts";
import { serviceOf } from "../events/service.ts";
import { OVERFLOW_FINGERPRINT } from "../vocabulary.ts";
import { RULES } from "./catalog.ts";
import { statedStatus } from "./http-status.ts";
import { createMatcher, type Looked, type Matcher, type RuleMatch } from "./matcher.ts";
import { recoveryOf, type Recovery } from "./recovery.ts";
import { newSighting, see, type Sighting } from "./sightings.ts";
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

let shared: Matcher | null = null;

export function createDetector(rules: readonly Rule[] = RULES): Detector {
  const matcher = rules === RULES ? (shared ??= createMatcher(RULES)) : createMatcher(rules);
  const sightings = new Map<string, Sighting>();
  const recoveries: Recovery[] = [];
  const severe = new Map<string, SevereEvent>();
  const decided = new Map<string, { looked: Looked; seen: number; fixed: boolean }>();
  const opened = new Map<string, number>();
  let answers = 0;
  let notLookedAt = 0;

  const look = (event: LogEvent): Looked => {
    const known = decided.get(event.fingerprint);
    if (known?.fixed && known.seen++ > READ_IN_FULL) return known.looked;
    const looked = matcher.look(event);
    if (known === undefined && looked.matches.length > 0 && event.fingerprint !== OVERFLOW_FINGERPRINT) {
      decided.set(event.fingerprint, { looked, seen: 1, fixed: decidedByTemplate(matcher, event, looked) });
    }
    return looked;
  };

  const count = (event: LogEvent, match: RuleMatch) => {
    const { rule } = match;
    const { sequence } = rule.match;
    if (sequence) {
      const key = `${rule.id}\n${keyOf(event, sequence.key)}`;
      if (match.opens) {
        if (opened.size < MAX_SERVICES * 4) opened.set(key, event.timeMs ?? 0);
        return;
      }
      const since = opened.get(key);
      if (since === undefined || (event.timeMs ?? 0) - since > sequence.withinMs) return;
    }
    const own = `${rule.id}\n${serviceOf(event)}`;
    // Beyond the bound, further services are counted under none.
    const key = sightings.has(own) || sightings.size < MAX_SERVICES ? own : `${rule.id}\n`;
    let sighting = sightings.get(key);
    if (sighting === undefined) sightings.set(key, (sighting = newSighting(rule.id, event)));
    see(sighting, event, match);
  };

  return {
    add(event) {
      const { matches, tried } = look(event);
      if (statedStatus(event) !== null) answers += 1;
      for (const match of matches) count(event, match);
      if (matches.length > 0) return;
      if (!tried) notLookedAt += 1;
      if (isSevere(event)) {
        const known = severe.get(event.fingerprint);
        if (known !== undefined) known.lastSeq = event.seq;
        else if (severe.size < MAX_SEVERE) severe.set(event.fingerprint, severeOf(event));
        if (known !== undefined) known.count += 1;
      } else if (recoveries.length < MAX_RECOVERIES && sightings.size > 0) {
        const categories = recoveryOf(event.message);
        if (categories !== undefined) {
          recoveries.push({ seq: event.seq, timeMs: event.timeMs, service: serviceOf(event), categories });
        }
      }
    },
    digest: () => ({
      sightings: [...sightings.values()],
      recoveries,
      severe: [...severe.values()],
      answers,
      notLookedAt,
    }),
  };
}

const keyOf = (event: LogEvent, name: string | undefined): string =>
  name === undefined ? serviceOf(event) : String(event.attributes[name] ?? serviceOf(event));

/** A decision holds for all events of a template when the template's own text leads to it. */
function decidedByTemplate(matcher: Matcher, event: LogEvent, looked: Looked): boolean {
  if (looked.matches.some(({ rule, opens }) => opens || rule.match.when || rule.match.status)) return false;
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
