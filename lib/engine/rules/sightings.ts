import type { LogEvent } from "../events/event.ts";
import { serviceOf } from "../events/service.ts";
import type { LevelCounts } from "../groups/digest.ts";
import type { RuleMatch } from "./matcher.ts";

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
  levels: LevelCounts;
  /** Matched events per template. */
  fingerprints: Record<string, number>;
  /** Names read from the lines: name → its first values, at most MAX_NAMES of them. */
  names: Record<string, string[]>;
  /** Sparse counts over epoch time in steps of `stepMs`, which doubles as they grow past MAX_STEPS. */
  stepMs: number;
  steps: Record<number, number>;
  /** Rate rules: the matched times still inside the window, and whether there were ever enough. */
  window?: number[];
  reached?: boolean;
}

const MAX_FIRST = 5;
const MAX_NAMES = 3;
const MAX_NAME = 120;
const MAX_STEPS = 600;

export function newSighting(rule: string, event: LogEvent): Sighting {
  return {
    rule,
    service: serviceOf(event),
    count: 0,
    firstSeq: event.seq,
    lastSeq: event.seq,
    firstMs: event.timeMs,
    lastMs: event.timeMs,
    first: [],
    levels: {},
    fingerprints: {},
    names: {},
    stepMs: 1000,
    steps: {},
  };
}

export function see(sighting: Sighting, event: LogEvent, match: Pick<RuleMatch, "rule" | "names">): void {
  sighting.count += 1;
  sighting.lastSeq = event.seq;
  if (sighting.first.length < MAX_FIRST) sighting.first.push(event.seq);
  const level = event.level ?? "unknown";
  sighting.levels[level] = (sighting.levels[level] ?? 0) + 1;
  sighting.fingerprints[event.fingerprint] = (sighting.fingerprints[event.fingerprint] ?? 0) + 1;
  for (const [name, value] of Object.entries(match.names)) {
    const values = (sighting.names[name] ??= []);
    // A name that does not occur in the text is undefined in a match's groups.
    if (value === undefined || values.length >= MAX_NAMES) continue;
    const cut = value.trim().slice(0, MAX_NAME);
    if (cut !== "" && !values.includes(cut)) values.push(cut);
  }
  const rate = match.rule.match.rate;
  if (rate) seeRate(sighting, event, rate);
  if (event.timeMs !== null) seeTime(sighting, event.timeMs);
}

function seeRate(sighting: Sighting, event: LogEvent, rate: { atLeast: number; withinMs: number }): void {
  if (sighting.reached) return;
  // Without times the window is the number of lines: as many matches as asked for, however far apart.
  const now = event.timeMs ?? 0;
  const window = [...(sighting.window ?? []), now].filter((time) => now - time <= rate.withinMs);
  sighting.window = window;
  if (window.length < rate.atLeast) return;
  sighting.reached = true;
  delete sighting.window;
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
