import { serviceOf, serviceOfSource } from "../events/service.ts";
import type { GroupDigest, LevelCounts } from "../groups/digest.ts";
import type { Finding } from "../rules/finding.ts";
import { clock } from "../explain/wording.ts";
import { addUp, burstOf, type Burst } from "./burst.ts";
import type { ServiceSeries } from "./service-series.ts";
import type { StoryInput } from "./tell.ts";

const DAY = 86_400_000;

/** What all parts of the story look at: the input, and what follows from it at once. */
export interface Scene {
  input: StoryInput;
  /** Events per bin, and failed events (error, fatal) per bin, on the digest's axis. */
  volume: [number, number][];
  failed: [number, number][];
  /** The time in which failed events stand out; null when none occur. */
  burst: Burst | null;
  /** The same with the lines of findings, whatever their level; what belongs to the incident lies in or near it. */
  window: Burst | null;
  fromMs: number | null;
  toMs: number | null;
  /** `02:47:11`, with the day where the events span more than one. */
  clock(ms: number): string;
  serviceOf(group: GroupDigest): string;
  servicesOf(finding: Finding): string[];
  seriesOf(service: string): ServiceSeries | null;
  /** Milliseconds by which a service's clock is ahead. */
  aheadMs(service: string): number;
}

export function sceneOf(input: StoryInput, aheadOf: ReadonlyMap<number, number>): Scene {
  const { tally, groups, links, sources } = input;
  const volume = addUp(Object.values(tally.levelBins));
  const failed = addUp([tally.levelBins.error ?? [], tally.levelBins.fatal ?? []]);
  const byFingerprint = new Map(groups.map((group) => [group.fingerprint, group]));
  const series = new Map(links.services.map((one) => [one.service, one]));
  const longs = (tally.lastMs ?? 0) - (tally.firstMs ?? 0) > DAY;
  const sourceOf = sourcesByService(groups, sources);
  const serviceOfGroup = ({ examples: [example], sources: counts, format }: GroupDigest): string =>
    example === undefined
      ? serviceOfSource(sources[Number(most(counts) ?? 0)] ?? "")
      : serviceOf({ ...example, format });

  return {
    input,
    volume,
    failed,
    burst: burstOf(failed, volume),
    window: burstOf(troubleOf(failed, input.findings), volume),
    fromMs: tally.firstMs,
    toMs: tally.lastMs,
    clock: (ms) => clock(ms, longs),
    serviceOf: serviceOfGroup,
    servicesOf: (finding) => {
      if (finding.services.length > 0) return finding.services;
      const known = finding.groups.flatMap((fingerprint) => byFingerprint.get(fingerprint) ?? []);
      return [...new Set(known.map(serviceOfGroup))];
    },
    seriesOf: (service) => series.get(service) ?? null,
    aheadMs: (service) => aheadOf.get(sourceOf.get(service) ?? -1) ?? 0,
  };
}

/** Per bin the failed events, or the matched ones where those are more; one line may match several rules. */
function troubleOf(failed: readonly [number, number][], findings: readonly Finding[]): [number, number][] {
  const trouble = new Map(failed);
  for (const { bins, severity } of findings) {
    if (severity === "low") continue;
    for (const [bin, count] of bins) trouble.set(bin, Math.max(trouble.get(bin) ?? 0, count));
  }
  return [...trouble].toSorted(([a], [b]) => a - b);
}

export const failedIn = (levels: LevelCounts): number => (levels.error ?? 0) + (levels.fatal ?? 0);

/** The start of a bin. */
export const binMs = ({ input }: Scene, bin: number): number => input.tally.axis.startMs + bin * input.tally.axis.binMs;

function sourcesByService(groups: readonly GroupDigest[], sources: readonly string[]): Map<string, number> {
  const found = new Map(sources.map((name, index) => [serviceOfSource(name), index]));
  for (const { examples, format } of groups) {
    for (const example of examples) {
      const service = serviceOf({ ...example, format });
      if (!found.has(service)) found.set(service, sources.indexOf(example.source));
    }
  }
  return found;
}

function most(counts: Readonly<Record<string, number>>): string | null {
  const [first] = Object.entries(counts)
    .filter(([name]) => name !== "other")
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
