import type { Follow } from "./rule.ts";
import type { Met } from "./sightings.ts";

/** Pairs the two kinds of lines of a rule by their key, whichever is read first: sources come one after another. */
export interface Pairs {
  /** A line that may count; answers those that do, each with the line it followed. */
  match(key: string, met: Met): Counted[];
  /** A line of the other kind: the first of a sequence, or the one that must follow. */
  other(key: string, met: Met): Counted[];
  /** Lines that nothing followed although their source went on for long enough. `ends`: the last time of each source. */
  unfollowed(ends: ReadonlyMap<number, number>): Counted[];
}

export interface Counted {
  met: Met;
  after: Met | null;
}

/** Keys that are remembered at a time; the oldest are forgotten. */
const MAX_KEYS = 5_000;

/** For `sequence`: a line counts after one of the other kind. */
export function createFollowed({ withinMs }: Follow): Pairs {
  const firsts = new Map<string, Met>();
  const waiting = new Map<string, Met>();
  return {
    match(key, met) {
      const after = firsts.get(key);
      if (after !== undefined && isWithin(after, met, withinMs)) return [{ met, after }];
      remember(waiting, key, met);
      return [];
    },
    other(key, after) {
      remember(firsts, key, after);
      const met = waiting.get(key);
      if (met === undefined || met.timeMs === null || !isWithin(after, met, withinMs)) return [];
      waiting.delete(key);
      return [{ met, after }];
    },
    unfollowed: () => [],
  };
}

/** For `missing`: a line counts when none of the other kind follows. */
export function createUnfollowed({ withinMs, usually = false }: Follow & { usually?: boolean }): Pairs {
  const open = new Map<string, Met>();
  const late = new Map<string, Met>();
  const answers = new Map<string, Met>();
  const answered = new Set<string>();
  return {
    match(key, met) {
      const answer = answers.get(key);
      if (answer !== undefined && isWithin(met, answer, withinMs)) {
        answered.add(met.service);
        return [];
      }
      const before = open.get(key);
      // One that begins again in time is asked for anew.
      if (before !== undefined && !isWithin(before, met, withinMs)) remember(late, `${key}\n${before.seq}`, before);
      remember(open, key, met);
      return [];
    },
    other(key, met) {
      remember(answers, key, met);
      const before = open.get(key);
      if (before === undefined || !isWithin(before, met, withinMs)) return [];
      open.delete(key);
      answered.add(before.service);
      return [];
    },
    unfollowed: (ends) =>
      [...late.values(), ...open.values()]
        .filter(({ service }) => !usually || answered.has(service))
        .filter(({ timeMs, sourceIndex }) => timeMs !== null && (ends.get(sourceIndex) ?? timeMs) - timeMs > withinMs)
        .toSorted((a, b) => a.seq - b.seq)
        .map((met) => ({ met, after: null })),
  };
}

/** Without times, any later line. */
const isWithin = (a: Met, b: Met, withinMs: number): boolean =>
  a.timeMs === null || b.timeMs === null ? a.seq <= b.seq : b.timeMs - a.timeMs >= 0 && b.timeMs - a.timeMs <= withinMs;

function remember(map: Map<string, Met>, key: string, met: Met): void {
  map.delete(key);
  map.set(key, met);
  if (map.size <= MAX_KEYS) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
