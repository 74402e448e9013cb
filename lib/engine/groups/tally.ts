import type { LogEvent } from "../events/event.ts";
import type { GroupDigest, LevelCounts, TimeAxis } from "./digest.ts";
import type { Level } from "../vocabulary.ts";

/** Exact counts per template and per level, on one growing time axis. Memory is bounded by templates × bins. */
export interface Tally {
  add(event: LogEvent, exception?: { type: string; frame: string | null }): void;
  digest(): TallyDigest;
}

export interface TallyDigest {
  events: number;
  firstMs: number | null;
  lastMs: number | null;
  axis: TimeAxis;
  levels: LevelCounts;
  levelBins: Partial<Record<Level | "unknown", [number, number][]>>;
  /** Before late merges: one per template. */
  groups: GroupDigest[];
}

// Scaffold: counts without bins. The real tally replaces it.
export function createTally(): Tally {
  const groups = new Map<string, GroupDigest>();
  const levels: LevelCounts = {};
  let events = 0;
  return {
    add(event, exception) {
      events += 1;
      const level = event.level ?? "unknown";
      levels[level] = (levels[level] ?? 0) + 1;
      let group = groups.get(event.fingerprint);
      if (group === undefined) {
        group = {
          fingerprint: event.fingerprint,
          members: [event.fingerprint],
          template: event.template,
          format: event.format,
          count: 0,
          firstSeq: event.seq,
          lastSeq: event.seq,
          firstMs: event.timeMs,
          lastMs: event.timeMs,
          levels: {},
          services: {},
          sources: {},
          bins: [],
          examples: [],
          ...(exception && { exception }),
        };
        groups.set(event.fingerprint, group);
      }
      group.count += 1;
      group.lastSeq = event.seq;
      group.levels[level] = (group.levels[level] ?? 0) + 1;
      if (group.examples.length < 3) {
        group.examples.push({
          seq: event.seq,
          source: event.source,
          timestamp: event.timestamp,
          timeMs: event.timeMs,
          level: event.level,
          service: event.service,
          message: event.message.slice(0, 4000),
          attributes: event.attributes,
        });
      }
    },
    digest: () => ({
      events,
      firstMs: null,
      lastMs: null,
      axis: { startMs: 0, binMs: 1000, bins: 0 },
      levels,
      levelBins: {},
      groups: [...groups.values()],
    }),
  };
}
