import type { LogEvent } from "../events/event.ts";
import { serviceOf } from "../events/service.ts";
import type { Level } from "../vocabulary.ts";
import { createAxis } from "./axis.ts";
import { busiestServices } from "./combine.ts";
import type { Example, GroupDigest, LevelCounts, TimeAxis } from "./digest.ts";
import { createValueSketch, type ValueSketch } from "./values.ts";

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

/** Counts by absolute second, minute… of the axis that is current; see `axis.ts`. */
type Bins = Map<number, number>;

interface Row {
  group: Omit<GroupDigest, "bins" | "services" | "sources" | "examples" | "values">;
  bins: Bins;
  services: Map<string, number>;
  sources: Map<number, number>;
  /** Cut and copied by the next sweep. */
  first: Example[];
  latest: Example[];
  /** From the sixth event on; before that the examples are all there is. */
  values: ValueSketch | null;
}

const MAX_MESSAGE = 4000;
const FIRST_EXAMPLES = 3;
const LATEST_EXAMPLES = 2;
/** So many service names are counted apart in each group before the rest is `other`. */
const MAX_SERVICES = 200;
/**
 * A string cut from a line keeps the whole line alive, and an example may be kept to the end of the input. So every few
 * events those examples new since then are copied whose line is longer than what is kept of it.
 */
const SWEEP_EVENTS = 20_000;

export function createTally(): Tally {
  const rows = new Map<string, Row>();
  const levels: LevelCounts = {};
  const levelBins = new Map<Level | "unknown", Bins>();
  const axis = createAxis((fold) => {
    for (const row of rows.values()) row.bins = fold(row.bins);
    for (const [level, bins] of levelBins) levelBins.set(level, fold(bins));
  });
  let events = 0;
  let sweptSeq = 0;
  const sweep = (seq: number) => {
    for (const row of rows.values()) if (row.group.lastSeq > sweptSeq) detach(row);
    sweptSeq = seq;
  };
  return {
    add(event, exception) {
      events += 1;
      const level = event.level ?? "unknown";
      levels[level] = (levels[level] ?? 0) + 1;
      let row = rows.get(event.fingerprint);
      if (row === undefined) {
        row = rowOf(event, exception);
        rows.set(event.fingerprint, row);
      }
      count(row, event, level);
      if (events % SWEEP_EVENTS === 0) sweep(event.seq);
      if (event.timeMs === null || !Number.isFinite(event.timeMs)) return;
      const bin = axis.binOf(event.timeMs);
      row.bins.set(bin, (row.bins.get(bin) ?? 0) + 1);
      let bins = levelBins.get(level);
      if (bins === undefined) levelBins.set(level, (bins = new Map()));
      bins.set(bin, (bins.get(bin) ?? 0) + 1);
    },
    digest: () => ({
      events,
      ...axis.span(),
      axis: axis.axis(),
      levels: { ...levels },
      levelBins: Object.fromEntries([...levelBins].map(([level, bins]) => [level, axis.place(bins)])),
      groups: [...rows.values()].map((row) => ({
        ...row.group,
        levels: { ...row.group.levels },
        services: busiestServices(Object.fromEntries(row.services)),
        sources: Object.fromEntries(row.sources),
        bins: axis.place(row.bins),
        examples: [...row.first, ...row.latest].map(cut),
        ...(row.group.exception === undefined && {
          values: (row.values ?? sketchOf(row)).summaries(row.group.template),
        }),
      })),
    }),
  };
}

function rowOf(event: LogEvent, exception: GroupDigest["exception"]): Row {
  const { fingerprint, template, format, seq } = event;
  return {
    group: {
      fingerprint,
      members: [fingerprint],
      template,
      format,
      count: 0,
      firstSeq: seq,
      lastSeq: seq,
      firstMs: null,
      lastMs: null,
      levels: {},
      ...(exception && { exception }),
    },
    bins: new Map(),
    services: new Map(),
    sources: new Map(),
    first: [],
    latest: [],
    values: null,
  };
}

function count(row: Row, event: LogEvent, level: Level | "unknown"): void {
  const { group, services, sources, first, latest } = row;
  group.count += 1;
  if (group.count > FIRST_EXAMPLES + LATEST_EXAMPLES && group.exception === undefined) {
    row.values ??= sketchOf(row);
    row.values.add(event.message, group.count);
  }
  group.lastSeq = event.seq;
  group.levels[level] = (group.levels[level] ?? 0) + 1;
  if (event.timeMs !== null) {
    if (group.firstMs === null || event.timeMs < group.firstMs) group.firstMs = event.timeMs;
    if (group.lastMs === null || event.timeMs > group.lastMs) group.lastMs = event.timeMs;
  }
  const service = serviceOf(event);
  if (service !== "") {
    const known = services.get(service);
    if (known !== undefined) services.set(service, known + 1);
    else {
      const name = services.size < MAX_SERVICES ? service : "other";
      services.set(name, (services.get(name) ?? 0) + 1);
    }
  }
  sources.set(event.sourceIndex, (sources.get(event.sourceIndex) ?? 0) + 1);
  if (first.length < FIRST_EXAMPLES) first.push(event);
  else {
    const [, previous] = latest.length === LATEST_EXAMPLES ? latest : [undefined, latest[0]];
    row.latest = previous === undefined ? [event] : [previous, event];
  }
}

function sketchOf({ first, latest }: Row): ValueSketch {
  const sketch = createValueSketch();
  [...first, ...latest].forEach(({ message }, i) => sketch.add(message, i + 1));
  return sketch;
}

function cut(event: Example): Example {
  const { seq, source, timestamp, timeMs, level, service, message, attributes } = event;
  return { seq, source, timestamp, timeMs, level, service, message: message.slice(0, MAX_MESSAGE), attributes };
}

function detach(row: Row): void {
  row.first = row.first.map(copyOfLong);
  row.latest = row.latest.map(copyOfLong);
}

function copyOfLong(example: Example | LogEvent): Example {
  const long = "length" in example && example.length > MAX_MESSAGE;
  // safe because an example is plain JSON
  return long ? (JSON.parse(JSON.stringify(cut(example))) as Example) : example;
}
