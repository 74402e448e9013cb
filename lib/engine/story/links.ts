import type { LogEvent } from "../events/event.ts";
import { serviceOf } from "../events/service.ts";
import { statedStatus } from "../rules/http-status.ts";
import { createKeyPool, type KeySighting, type KeyTrail } from "./key-pool.ts";
import { createKeyReader } from "./keys.ts";
import { count, newSeries, type GrowingSeries, type ServiceSeries } from "./service-series.ts";
import { createTurns, type Turn } from "./turns.ts";
import { createVictims, type Victims } from "./victims.ts";

/** What two services have in common: keys on which both failed, and which of them failed first. */
export interface Pair {
  from: string;
  to: string;
  /** Keys on which both failed; on `first` of them `from` failed before `to`. */
  both: number;
  first: number;
  /** Seqs of one such key: in `from`, in `to`. */
  example: [number, number];
}

/** How far source `b` is ahead of source `a`, by keys served without failure by both. */
export interface ClockPair {
  a: number;
  b: number;
  medianMs: number;
  /** Half of the pairs lie within this many milliseconds. */
  spreadMs: number;
  pairs: number;
}

/** How the lines of one source are ordered. */
export interface Disorder {
  source: number;
  steps: number;
  /** Of them back by at least a twentieth of the source's span. */
  back: number;
}

/** What single events say that totals do not: shared keys, turns, damage. Plain JSON, bounded. */
export interface LinksDigest {
  services: ServiceSeries[];
  pairs: Pair[];
  clocks: ClockPair[];
  disorder: Disorder[];
  /** Requests seen more than once, and those of them that seem to take longer than a tenth of the whole span. */
  requests: { seen: number; wide: number };
  turns: Turn[];
  victims: Victims;
}

/** Remembers which events share a key, in bounded memory. */
export interface Linker {
  add(event: LogEvent): void;
  digest(): LinksDigest;
}

const MAX_SERVICES = 64;
/** Services beyond the bound are counted under one name. */
const OTHER = "other services";
const MAX_KEYS = 12_000;

export function createLinker(): Linker {
  const series: GrowingSeries[] = [];
  const indexOf = new Map<string, number>();
  const keys = createKeyPool(MAX_KEYS);
  const failedKeys = createKeyPool(MAX_KEYS);
  const keysOf = createKeyReader();
  const turns = createTurns();
  const victims = createVictims();
  const orders: SourceOrder[] = [];

  const seriesOf = (service: string): number => {
    const known = indexOf.get(service);
    if (known !== undefined) return known;
    if (series.length >= MAX_SERVICES - 1 && service !== OTHER) return seriesOf(OTHER);
    indexOf.set(service, series.length);
    series.push(newSeries(service));
    return series.length - 1;
  };
  const known = (): ServiceSeries[] => series.map((growing) => growing.series);

  return {
    add(event) {
      const name = serviceOf(event);
      const service = seriesOf(name);
      const status = statedStatus(event);
      const failed = hasFailed(event, status);
      const own = series[service];
      if (own !== undefined) count(own, event, failed, status);
      turns.add(event, name);
      if (failed) victims.add(event);
      const { timeMs } = event;
      if (timeMs === null) return;
      noteOrder((orders[event.sourceIndex] ??= newOrder()), timeMs);
      for (const { value, kind } of keysOf(event)) {
        const sighting = (): KeySighting => ({ service, source: event.sourceIndex, seq: event.seq, timeMs, failed });
        keys.see(value, kind === "request", sighting());
        if (failed) failedKeys.see(value, kind === "request", sighting());
      }
    },
    digest() {
      const trails = [...keys.trails()];
      return {
        services: known(),
        pairs: pairsOf([...failedKeys.trails(), ...trails], known()),
        clocks: clocksOf(trails),
        disorder: disorderOf(orders),
        requests: requestsOf(trails, orders),
        turns: turns.digest(),
        victims: victims.digest(),
      };
    },
  };
}

/** Error or fatal, stated or inferred, or a 5xx answer. */
function hasFailed(event: LogEvent, status: number | null): boolean {
  return event.level === "error" || event.level === "fatal" || (status !== null && status >= 500);
}

function pairsOf(trails: readonly KeyTrail[], series: readonly ServiceSeries[]): Pair[] {
  const pairs = new Map<string, Pair>();
  const counted = new Set<string>();
  for (const { seen } of trails) {
    const failed = seen.filter((one) => one.failed).toSorted((a, b) => a.timeMs - b.timeMs || a.seq - b.seq);
    for (const [i, earlier] of failed.entries()) {
      for (const later of failed.slice(i + 1)) {
        if (earlier.service === later.service) continue;
        const once = `${earlier.seq} ${later.seq}`;
        if (counted.has(once)) continue; // In both pools.
        counted.add(once);
        notePair(pairs, earlier, later, series, earlier.timeMs < later.timeMs);
      }
    }
  }
  return [...pairs.values()].toSorted((a, b) => b.both - a.both || (a.from < b.from ? -1 : 1)).slice(0, 200);
}

function notePair(
  pairs: Map<string, Pair>,
  a: KeySighting,
  b: KeySighting,
  series: readonly ServiceSeries[],
  ordered: boolean,
): void {
  const [from, to] = [series[a.service]?.service ?? "", series[b.service]?.service ?? ""];
  const pair = pairs.get(`${from}\n${to}`) ?? {
    from,
    to,
    both: 0,
    first: 0,
    example: [a.seq, b.seq] as [number, number],
  };
  pair.both += 1;
  if (ordered) pair.first += 1;
  pairs.set(`${from}\n${to}`, pair);
}

const MAX_DELTAS = 2_000;

function clocksOf(trails: readonly KeyTrail[]): ClockPair[] {
  const deltas = new Map<string, number[]>();
  for (const { request, seen } of trails) {
    // An order may wait for hours; a request does not.
    if (!request || seen.some((one) => one.failed)) continue;
    for (const a of seen) {
      for (const b of seen) {
        if (a.source >= b.source) continue;
        const list = deltas.get(`${a.source} ${b.source}`) ?? [];
        if (list.length < MAX_DELTAS) list.push(b.timeMs - a.timeMs);
        deltas.set(`${a.source} ${b.source}`, list);
      }
    }
  }
  return [...deltas].map(([pair, list]) => {
    const [a = 0, b = 0] = pair.split(" ").map(Number);
    const sorted = list.toSorted((x, y) => x - y);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    return { a, b, medianMs: at(0.5), spreadMs: at(0.75) - at(0.25), pairs: sorted.length };
  });
}

/** Steps of one source from line to line; backward ones by their size in powers of two. */
interface SourceOrder {
  last: number | null;
  firstMs: number;
  lastMs: number;
  steps: number;
  back: Map<number, number>;
}

const newOrder = (): SourceOrder => ({ last: null, firstMs: 0, lastMs: 0, steps: 0, back: new Map() });

function noteOrder(order: SourceOrder, timeMs: number): void {
  if (order.last === null) {
    order.firstMs = order.lastMs = timeMs;
  } else {
    order.steps += 1;
    const back = order.last - timeMs;
    if (back > 0) {
      const size = Math.floor(Math.log2(back));
      order.back.set(size, (order.back.get(size) ?? 0) + 1);
    }
    order.firstMs = Math.min(order.firstMs, timeMs);
    order.lastMs = Math.max(order.lastMs, timeMs);
  }
  order.last = timeMs;
}

function disorderOf(orders: readonly (SourceOrder | undefined)[]): Disorder[] {
  return orders.flatMap((order, source) => {
    if (order === undefined) return [];
    const far = Math.floor(Math.log2(Math.max((order.lastMs - order.firstMs) / 20, 1000)));
    const back = [...order.back].reduce((sum, [size, times]) => sum + (size >= far ? times : 0), 0);
    return [{ source, steps: order.steps, back }];
  });
}

function requestsOf(
  trails: readonly KeyTrail[],
  orders: readonly (SourceOrder | undefined)[],
): LinksDigest["requests"] {
  const known = orders.filter((order) => order !== undefined);
  const span =
    Math.max(...known.map((order) => order.lastMs), 0) - Math.min(...known.map((order) => order.firstMs), Infinity);
  let seen = 0;
  let wide = 0;
  for (const trail of trails) {
    if (!trail.request || trail.seen.length < 2) continue;
    const times = trail.seen.map((one) => one.timeMs);
    seen += 1;
    if (Math.max(...times) - Math.min(...times) > span / 10) wide += 1;
  }
  return { seen, wide };
}
