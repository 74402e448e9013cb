import type { LogEvent } from "../events/event.ts";
import { serviceOf } from "../events/service.ts";
import type { LevelCounts } from "../groups/digest.ts";
import { seeRate, type RateSeen } from "./rate.ts";
import type { Rule } from "./rule.ts";
import { seeBeat, type Beats } from "./silence.ts";

/** What is kept of a line that a rule met. */
export interface Met {
  seq: number;
  timeMs: number | null;
  level: LogEvent["level"];
  fingerprint: string;
  service: string;
  sourceIndex: number;
  names: Readonly<Record<string, string | undefined>>;
}

/** What was seen of one rule in one service. Plain JSON. */
export interface Sighting {
  rule: string;
  service: string | null;
  count: number;
  firstSeq: number;
  lastSeq: number;
  firstMs: number | null;
  lastMs: number | null;
  /** The first seqs, at most MAX_FIRST. */
  first: number[];
  /** Lines that the counted ones followed, at most MAX_NAMES. */
  openers?: number[];
  levels: LevelCounts;
  /** Matched events per template. */
  fingerprints: Record<string, number>;
  /** Names read from the lines: name → its first values, at most MAX_NAMES of them. */
  names: Record<string, string[]>;
  /** Sparse counts over epoch time in steps of `stepMs`, which doubles as they grow past MAX_STEPS. */
  stepMs: number;
  steps: Record<number, number>;
  /** Of rules with a rate. */
  rate?: RateSeen;
  /** Of rules that wait for silence: by index of the source. */
  beats?: Record<number, Beats>;
}

const MAX_FIRST = 5;
const MAX_NAMES = 3;
const MAX_NAME = 120;
const MAX_STEPS = 600;

export function metOf(event: LogEvent, names: Met["names"]): Met {
  const { seq, timeMs, level, fingerprint, sourceIndex } = event;
  return { seq, timeMs, level, fingerprint, service: serviceOf(event), sourceIndex, names };
}

export function newSighting(rule: string, met: Met): Sighting {
  return {
    rule,
    service: met.service,
    count: 0,
    firstSeq: met.seq,
    lastSeq: met.seq,
    firstMs: met.timeMs,
    lastMs: met.timeMs,
    first: [],
    levels: {},
    fingerprints: {},
    names: {},
    stepMs: 1000,
    steps: {},
  };
}

export function see(sighting: Sighting, met: Met, { match }: Pick<Rule, "match">, opener: Met | null = null): void {
  sighting.count += 1;
  sighting.firstSeq = Math.min(sighting.firstSeq, met.seq);
  sighting.lastSeq = Math.max(sighting.lastSeq, met.seq);
  if (sighting.first.length < MAX_FIRST) sighting.first.push(met.seq);
  const openers = sighting.openers ?? [];
  if (opener !== null && openers.length < MAX_NAMES) sighting.openers = [...openers, opener.seq];
  const level = met.level ?? "unknown";
  sighting.levels[level] = (sighting.levels[level] ?? 0) + 1;
  sighting.fingerprints[met.fingerprint] = (sighting.fingerprints[met.fingerprint] ?? 0) + 1;
  for (const [name, value] of Object.entries(met.names)) {
    const values = (sighting.names[name] ??= []);
    // A name that does not occur in the text is undefined in a match's groups.
    if (value === undefined || values.length >= MAX_NAMES) continue;
    const cut = value.trim().slice(0, MAX_NAME);
    if (cut !== "" && !values.includes(cut)) values.push(cut);
  }
  if (match.rate) sighting.rate = seeRate(sighting.rate, match.rate, met.timeMs);
  if (met.timeMs === null) return;
  if (match.silence) seeBeat((sighting.beats ??= {}), met.sourceIndex, met.seq, met.timeMs);
  seeTime(sighting, met.timeMs);
}

function seeTime(sighting: Sighting, timeMs: number): void {
  sighting.firstMs = Math.min(sighting.firstMs ?? timeMs, timeMs);
  sighting.lastMs = Math.max(sighting.lastMs ?? timeMs, timeMs);
  const step = Math.floor(timeMs / sighting.stepMs);
  const before = sighting.steps[step];
  sighting.steps[step] = (before ?? 0) + 1;
  if (before !== undefined) return;
  while (Object.keys(sighting.steps).length > MAX_STEPS) {
    const wider: Record<number, number> = {};
    for (const [at, count] of Object.entries(sighting.steps)) {
      const half = Math.floor(Number(at) / 2);
      wider[half] = (wider[half] ?? 0) + count;
    }
    sighting.steps = wider;
    sighting.stepMs *= 2;
  }
}
