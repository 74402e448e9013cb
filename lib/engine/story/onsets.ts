import type { GroupDigest } from "../groups/digest.ts";
import type { Finding } from "../rules/finding.ts";
import { code } from "../explain/prose.ts";
import { burstOf, CLEAR } from "./burst.ts";
import { binMs, failedIn, type Scene } from "./scene.ts";
import type { ServiceSeries } from "./service-series.ts";
import type { Onset } from "./story.ts";

/** An onset with what the ranking needs to know of it. */
export interface Beginning {
  onset: Onset;
  finding: Finding | null;
  services: string[];
  /** It runs through the whole log: it does not begin in it. */
  steady: boolean;
  /** Texts of the lines in small letters, for names of other services in them. */
  texts: string[];
  lastMs: number | null;
}

/** When a service begins to fail, whatever its lines say. */
export interface ServiceOnset {
  service: string;
  atMs: number | null;
  firstSeq: number;
  uncertaintyMs: number;
}

const MAX_GROUPS = 12;
/** Fewer occurrences than this have no rate. */
export const FEW = 5;
/** From so many on, a rate that rises shows as a burst. */
const MANY = 20;
/** In a shorter excerpt everything may be part of the incident. */
export const MIN_EVENTS = 200;

/** Findings, and the error groups that no finding explains, in the order in which they begin. */
export function beginningsOf(scene: Scene): Beginning[] {
  const { findings, groups } = scene.input;
  const explained = new Set(findings.flatMap((finding) => finding.groups));
  const failing = groups
    .filter(
      (group) =>
        failedIn(group.levels) * 2 >= group.count && failedIn(group.levels) > 0 && !explained.has(group.fingerprint),
    )
    .slice(0, MAX_GROUPS);
  const unexplained = failing
    .map((group) => ofGroup(scene, group))
    .filter((one) => findings.length === 0 || belongs(scene, one));
  return [...findings.map((finding) => ofFinding(scene, finding)), ...unexplained].toSorted(byTime);
}

/** A cause this long before the failures rise is still believed; further back it fades. */
export const LEAD_MS = 600_000;

/** An error that no rule explains is part of the incident only when it falls into its time. */
function belongs({ window: burst, input: { tally } }: Scene, { onset }: Beginning): boolean {
  if (burst === null || burst.strength < CLEAR || onset.atMs === null) return true;
  const bin = (onset.atMs - tally.axis.startMs) / tally.axis.binMs;
  return bin >= burst.from - LEAD_MS / tally.axis.binMs && bin <= burst.to + 1;
}

/** By the latest moment that the onset may mean; undated ones last, by line. */
export function byTime(a: Pick<Beginning, "onset">, b: Pick<Beginning, "onset">): number {
  const [x, y] = [latest(a.onset), latest(b.onset)];
  return x === y ? a.onset.firstSeq - b.onset.firstSeq : x - y;
}

function ofFinding(scene: Scene, finding: Finding): Beginning {
  const starts = (finding.starts ?? []).toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0) || a.seq - b.seq);
  const [first] = starts;
  const services = first === undefined ? scene.servicesOf(finding) : starts.map((start) => start.service);
  const byFingerprint = new Map(scene.input.groups.map((group) => [group.fingerprint, group]));
  const groups = finding.groups.flatMap((fingerprint) => byFingerprint.get(fingerprint) ?? []);
  const service = services[0] ?? null;
  const start = { seq: first?.seq ?? finding.firstSeq, atMs: first?.atMs ?? finding.firstMs };
  const when = beginOf(scene, finding.bins, finding.count, start, service, groups);
  return {
    onset: {
      kind: "finding",
      ref: finding.id,
      title: finding.title,
      service,
      category: finding.category,
      ...when.at,
      evidence: unique([when.at.firstSeq, ...finding.evidence]).slice(0, 3),
    },
    finding,
    services,
    steady: when.steady,
    texts: groups.flatMap((group) =>
      group.examples.slice(0, 2).map((example) => textOf(example.message, example.attributes)),
    ),
    lastMs: finding.lastMs,
  };
}

function ofGroup(scene: Scene, group: GroupDigest): Beginning {
  const service = scene.serviceOf(group);
  const when = beginOf(scene, group.bins, group.count, { seq: group.firstSeq, atMs: group.firstMs }, service, [group]);
  return {
    onset: {
      kind: "group",
      ref: group.fingerprint,
      title: `${code(service, 60)} logs ${code(group.template, 90)}`,
      service,
      category: null,
      ...when.at,
      evidence: unique([when.at.firstSeq, ...group.examples.map((example) => example.seq)]).slice(0, 3),
    },
    finding: null,
    services: [service],
    steady: when.steady,
    texts: group.examples.slice(0, 2).map((example) => textOf(example.message, example.attributes)),
    lastMs: group.lastMs,
  };
}

/** The first event, or where the rate rises if it was there before at a lower one. */
function beginOf(
  scene: Scene,
  bins: readonly [number, number][],
  count: number,
  start: { seq: number; atMs: number | null },
  service: string | null,
  groups: readonly GroupDigest[],
): { at: Pick<Onset, "atMs" | "uncertaintyMs" | "firstSeq">; steady: boolean } {
  const { binMs: width } = scene.input.tally.axis;
  const ahead = service === null ? 0 : scene.aheadMs(service);
  const resolution = resolutionOf(groups);
  const exact = {
    atMs: start.atMs === null ? null : start.atMs - ahead,
    uncertaintyMs: resolution,
    firstSeq: start.seq,
  };
  const burst = start.atMs === null || count < FEW ? null : burstOf(bins, scene.volume);
  if (burst === null || start.atMs === null) return { at: exact, steady: false };
  if (burst.strength < CLEAR) return { at: exact, steady: isSpread(scene, bins, count) };
  const bin = pulledBack(bins, burst.from, burst.to);
  const fromMs = binMs(scene, bin);
  if (start.atMs >= fromMs) return { at: exact, steady: false };
  const seen = firstFailedFrom(service === null ? null : scene.seriesOf(service), fromMs);
  const known = groups.flatMap((group) => group.examples).filter((example) => (example.timeMs ?? 0) >= fromMs);
  const [example] = known.toSorted((a, b) => (a.timeMs ?? 0) - (b.timeMs ?? 0));
  const near = seen !== null && seen.atMs < fromMs + 2 * width ? seen.atMs : fromMs;
  return {
    at: { atMs: near - ahead, uncertaintyMs: width, firstSeq: seen?.seq ?? example?.seq ?? start.seq },
    steady: false,
  };
}

/** Earlier events that are no further apart than a tenth of the burst, or two bins, belong to its beginning. */
function pulledBack(bins: readonly [number, number][], from: number, to: number): number {
  const gap = Math.max(2, (to - from) / 10);
  let begin = from;
  for (const [bin] of bins.filter(([bin]) => bin < from).toReversed()) {
    if (begin - bin > gap) break;
    begin = bin;
  }
  return begin;
}

/**
 * Whether events without a clear burst may well lie evenly over the whole log. Many do when they span more than half of it;
 * of a few, the span that even ones would have is compared: P(range <= r) of n uniform times is n r^(n-1) - (n-1) r^n.
 */
function isSpread(scene: Scene, bins: readonly [number, number][], count: number): boolean {
  const { axis, events } = scene.input.tally;
  if (events < MIN_EVENTS || axis.bins < 10) return false;
  const range = ((bins.at(-1)?.[0] ?? 0) - (bins[0]?.[0] ?? 0) + 1) / axis.bins;
  if (count >= MANY) return range > 0.5;
  return count * range ** (count - 1) - (count - 1) * range ** count >= 0.2;
}

/** The first failed event of a service at or after a moment. */
export function firstFailedFrom(series: ServiceSeries | null, fromMs: number): { seq: number; atMs: number } | null {
  if (series === null) return null;
  for (const step of Object.values(series.steps)) if (step.failed > 0 && step.atMs >= fromMs) return step;
  return null;
}

/** When services begin to fail: by findings, by error groups, and by the rise of failed lines of any kind. */
export function serviceOnsets(scene: Scene, beginnings: readonly Beginning[]): ServiceOnset[] {
  const onsets = new Map<string, ServiceOnset>();
  const note = (one: ServiceOnset) => {
    const known = onsets.get(one.service);
    if (known === undefined || (one.atMs ?? Infinity) < (known.atMs ?? Infinity)) onsets.set(one.service, one);
  };
  for (const { onset, finding, services, steady } of beginnings) {
    if (steady || (finding === null && onset.service === null)) continue;
    const starts = new Map((finding?.starts ?? []).map((start) => [start.service, start]));
    for (const service of services) {
      const own = service === onset.service ? undefined : starts.get(service);
      const atMs = own === undefined ? onset.atMs : own.atMs === null ? null : own.atMs - scene.aheadMs(service);
      note({ service, atMs, firstSeq: own?.seq ?? onset.firstSeq, uncertaintyMs: onset.uncertaintyMs });
    }
  }
  for (const series of scene.input.links.services) {
    const own = riseOf(series);
    if (own !== null) note({ ...own, atMs: own.atMs - scene.aheadMs(series.service) });
  }
  return [...onsets.values()].toSorted((a, b) => latest(a) - latest(b) || a.firstSeq - b.firstSeq);
}

/** The latest moment that an onset may mean: a clock that counts in seconds writes 02:47:11 for all of that second. */
const latest = ({ atMs, uncertaintyMs }: Pick<Onset, "atMs" | "uncertaintyMs">): number =>
  atMs === null ? Number.POSITIVE_INFINITY : atMs + uncertaintyMs;

/** Where failed lines of a service begin to stand out. */
function riseOf(series: ServiceSeries): (ServiceOnset & { atMs: number }) | null {
  const steps = Object.entries(series.steps).map(([at, step]) => [Number(at), step] as const);
  const failed = steps.filter(([, step]) => step.failed > 0).map(([at, step]): [number, number] => [at, step.failed]);
  const burst = burstOf(
    failed,
    steps.map(([at, step]): [number, number] => [at, step.all]),
  );
  if (burst === null || burst.strength < CLEAR) return null;
  const begin = pulledBack(failed, burst.from, burst.to);
  const first = steps.find(([at, step]) => at >= begin && step.failed > 0)?.[1];
  return first === undefined
    ? null
    : {
        service: series.service,
        atMs: first.atMs,
        firstSeq: first.seq,
        uncertaintyMs: first.atMs % 1000 === 0 ? 1000 : 1,
      };
}

/** A time without fraction is known to the second. */
function resolutionOf(groups: readonly GroupDigest[]): number {
  const stamps = groups.flatMap((group) => group.examples.flatMap((example) => example.timestamp ?? []));
  return stamps.length > 0 && stamps.every((stamp) => !/[.,]\d/.test(stamp)) ? 1000 : 1;
}

/** Attributes that say what failed or who was asked; a logger, a user or a database of that name does not. */
const TELLING = /err|exception|url|uri|upstream|peer|target|remote|depend|reason|cause|msg|message|server\.address/i;

function textOf(message: string, attributes: Readonly<Record<string, unknown>>): string {
  const values = Object.entries(attributes).flatMap(([name, value]) =>
    typeof value === "string" && TELLING.test(name) ? [value.slice(0, 200)] : [],
  );
  return [message.slice(0, 600), ...values].join("\n").toLowerCase();
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
