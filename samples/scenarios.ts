import { CATEGORIES } from "#engine";
import { createRandom } from "./random.ts";
import { linesOf, type AnswerKey, type Line, type Play, type Scenario } from "./stage.ts";
import type { Traffic } from "./traffic.ts";
import { badDeploy } from "./scenarios/bad-deploy.ts";
import { certificateExpired } from "./scenarios/certificate-expired.ts";
import { databaseFailover } from "./scenarios/database-failover.ts";
import { deadlockStorm } from "./scenarios/deadlock-storm.ts";
import { diskFull } from "./scenarios/disk-full.ts";
import { dnsOutage } from "./scenarios/dns-outage.ts";
import { leakRecovers } from "./scenarios/leak-recovers.ts";
import { memoryLeak } from "./scenarios/memory-leak.ts";
import { paymentOutage } from "./scenarios/payment-outage.ts";
import { providerRateLimit } from "./scenarios/provider-rate-limit.ts";
import { queueBacklog } from "./scenarios/queue-backlog.ts";
import { quietDay } from "./scenarios/quiet-day.ts";
import { quietRelease } from "./scenarios/quiet-release.ts";
import { retryStorm } from "./scenarios/retry-storm.ts";

export type { AnswerKey, Line } from "./stage.ts";

/** Demo incidents, the most telling first. */
export const SCENARIOS: readonly Scenario[] = [
  databaseFailover,
  memoryLeak,
  badDeploy,
  paymentOutage,
  retryStorm,
  dnsOutage,
  certificateExpired,
  diskFull,
  deadlockStorm,
  queueBacklog,
  providerRateLimit,
  leakRecovers,
  quietDay,
  quietRelease,
];

export interface ScenarioOptions {
  seed: number;
  /** Records wanted over all files; the result is within a tenth of it. 500 to 1,000,000. */
  events: number;
  /** ISO instant of the first line. */
  startAt: string;
}

export interface SampleFile {
  name: string;
  /** One log record each with its moment, without line end; some span several lines. */
  records(): Generator<Line>;
  /** The text in pieces of about 64 kB. */
  chunks(): Generator<string>;
}

/** Same arguments, same bytes. Throws a RangeError on an id that is not in SCENARIOS. */
export function generateScenario(id: string, options: ScenarioOptions): { files: SampleFile[]; key: AnswerKey } {
  const scenario = SCENARIOS.find((known) => known.id === id);
  if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
  const random = createRandom(options.seed, id);
  const startMs = Date.parse(options.startAt);
  const spanMs = spanOf(options.events);
  const incidentMs = Math.floor(startMs + spanMs * (0.42 + random.next() * 0.16));
  const play = scenario.stage((seconds) => Math.floor(incidentMs + seconds * 1000), random);
  const base = { seed: options.seed, startMs, spanMs };
  const traffic = { ...base, calls: callsFor(options.events, play, base) };
  return {
    files: play.voices.map((voice) => ({
      name: voice.file,
      records: () => linesOf(voice, play, traffic),
      chunks: () => inChunks(linesOf(voice, play, traffic)),
    })),
    key: keyOf(scenario),
  };
}

/** The whole text of a file; for sizes that fit in memory. */
export function textOf(file: SampleFile): string {
  return [...file.chunks()].join("");
}

function keyOf({ key: { tolerated, ...key } }: Scenario): AnswerKey {
  const expected = new Set([...key.findings.map((finding) => finding.category), ...tolerated]);
  return { ...key, forbidden: CATEGORIES.filter((category) => !expected.has(category)) };
}

const MINUTE = 60_000;
/** A short excerpt covers the better part of an hour, a million lines half a day. */
function spanOf(events: number): number {
  if (events <= 20_000) return 50 * MINUTE;
  return events <= 200_000 ? 150 * MINUTE : 720 * MINUTE;
}

const PROBE_CALLS = 300;
/** How many calls give the wanted number of records, by what a probe of them gives. */
function callsFor(events: number, play: Play, base: Omit<Traffic, "calls">): number {
  const count = (calls: number): number =>
    play.voices.reduce((sum, voice) => sum + [...linesOf(voice, play, { ...base, calls })].length, 0);
  const silent = count(0) || 1;
  const perCall = Math.max((count(PROBE_CALLS) - silent) / PROBE_CALLS, 1);
  return Math.max(60, Math.round((events - silent) / perCall));
}

const CHUNK_CHARS = 65_536;
function* inChunks(lines: Iterable<Line>): Generator<string> {
  let chunk: string[] = [];
  let chars = 0;
  for (const { text } of lines) {
    chunk.push(text, "\n");
    chars += text.length + 1;
    if (chars < CHUNK_CHARS) continue;
    yield chunk.join("");
    chunk = [];
    chars = 0;
  }
  if (chars > 0) yield chunk.join("");
}
