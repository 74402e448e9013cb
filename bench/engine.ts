/**
 * How fast the engine is, on one thread, stage by stage: lines of CPU time per second, best of several rounds. Reads the
 * LogHub lines beside the repository, or those of the demo incidents where they are absent. Events are let go of chunk by chunk, as a
 * session does it: a million of them kept alive would measure the garbage collector. The sources are read one after the other in one
 * process, so the code has seen all of their shapes.
 *
 *   node bench/engine.ts                100 MB of lines in total
 *   node bench/engine.ts FILE [MB]      the lines of one file
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  createReader,
  createSession,
  createSurvey,
  createTally,
  mergeGroups,
  templateOf,
  type GroupDigest,
  type ReadEvent,
  type SourceProfile,
} from "#engine";

const CHUNK_BYTES = 64 * 1024;
/** Events that the stages behind the reader are given, again and again. */
const SAMPLE_EVENTS = 2000;
const MANY_TEMPLATES = 100_000;

const [file, megabytes = "12"] = process.argv.slice(2);
const sources = readSources(file).map((bytes) => ({ bytes, profile: survey(bytes) }));

const lines = sum(sources.map(({ bytes }) => bytes.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0)));
const size = sum(sources.map(({ bytes }) => bytes.length));
console.log(`${sources.length} sources, ${(size / 1e6).toFixed(1)} MB, ${lines.toLocaleString("en")} lines`);

const samples = sources.map(({ bytes, profile }) => firstEvents(bytes, profile));
const sampled = sum(samples.map((sample) => sample.length));
const times = Math.ceil(lines / sampled);
const events = samples.flat();
const templated = events.map((event, i) => ({
  ...event,
  ...templateOf(event),
  seq: i + 1,
  sourceIndex: 0,
  source: "",
}));
report("read (decode, cut, header)", () => sources.forEach(({ bytes, profile }) => read(bytes, profile, () => {})));
report("template and fingerprint", () => repeatedly(() => events.forEach(templateOf)), times * sampled);
const tallied = report(
  "tally",
  () => {
    const tally = createTally();
    repeatedly(() => {
      for (const event of templated) tally.add(event, event.exception);
    });
    return tally.digest();
  },
  times * sampled,
);
report("late merges", () => mergeGroups(tallied.groups, {}));
report("read + template + tally + merge", () => {
  const tally = createTally();
  let seq = 0;
  for (const { bytes, profile } of sources)
    read(bytes, profile, (event) => {
      const { template, fingerprint, exception } = templateOf(event);
      tally.add({ ...event, template, fingerprint, seq: ++seq, sourceIndex: 0, source: "" }, exception);
    });
  mergeGroups(tally.digest().groups, {});
});
report("whole session (rules and story too)", () => {
  const session = createSession();
  for (const { bytes, profile } of sources) {
    session.startSource("bench", profile);
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) session.push(bytes.subarray(at, at + CHUNK_BYTES));
    session.endSource();
  }
  session.digest();
});

const many = manyTemplates();
const started = process.cpuUsage();
const merged = mergeGroups(many, {});
console.log(
  `late merges of ${many.length.toLocaleString("en")} templates: ${seconds(started).toFixed(2)} s, ${merged.groups.length.toLocaleString("en")} groups`,
);

function readSources(path: string | undefined): Uint8Array[] {
  const bytes = path === undefined ? defaultSources() : [new Uint8Array(readFileSync(path))];
  const total = sum(bytes.map((source) => source.length));
  const times = Math.max(1, Math.round((Number(megabytes) * 1e6) / total));
  return bytes.map((source) => repeat(source, times));
}

function defaultSources(): Uint8Array[] {
  const loghub = new URL("../../shared/data/loghub", import.meta.url).pathname;
  const root = existsSync(loghub) ? loghub : new URL("../samples", import.meta.url).pathname;
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".log"))
    .toSorted()
    .map((name) => new Uint8Array(readFileSync(join(root, name))));
}

function repeat(source: Uint8Array, times: number): Uint8Array {
  const ended = source.at(-1) === 10 ? source : Uint8Array.from([...source, 10]);
  const out = new Uint8Array(ended.length * times);
  for (let i = 0; i < times; i++) out.set(ended, i * ended.length);
  return out;
}

function survey(bytes: Uint8Array): SourceProfile {
  const learning = createSurvey({ name: "bench", receivedAt: "2026-01-15T00:00:00Z" });
  for (let at = 0; at < bytes.length && learning.push(bytes.subarray(at, at + CHUNK_BYTES)); at += CHUNK_BYTES);
  return learning.finish();
}

function read(bytes: Uint8Array, profile: SourceProfile, each: (event: ReadEvent) => void): void {
  const reader = createReader(profile);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    reader.push(bytes.subarray(at, at + CHUNK_BYTES)).forEach(each);
  reader.end().forEach(each);
}

function firstEvents(bytes: Uint8Array, profile: SourceProfile): ReadEvent[] {
  const out: ReadEvent[] = [];
  read(bytes.subarray(0, SAMPLE_EVENTS * 1000), profile, (event) => {
    if (out.length < SAMPLE_EVENTS) out.push(event);
  });
  return out;
}

function repeatedly(run: () => void): void {
  for (let time = 0; time < times; time++) run();
}

/** @param counted lines, or events, that a run goes over */
function report<T>(name: string, run: () => T, counted = lines): T {
  let best = Infinity;
  let result = run();
  for (let round = 0; round < 4; round++) {
    const start = process.cpuUsage();
    result = run();
    best = Math.min(best, seconds(start));
  }
  console.log(
    `${name.padEnd(36)} ${Math.round(counted / best)
      .toLocaleString("en")
      .padStart(12)} lines/s`,
  );
  return result;
}

function seconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** Half of them one template with a name in it, the rest all different. */
function manyTemplates(): GroupDigest[] {
  const letters = (n: number) => n.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "q");
  const tally = createTally();
  for (let i = 0; i < MANY_TEMPLATES; i++) {
    const message =
      i % 2 === 0
        ? `session opened for user ${letters(i)} by the gateway`
        : `task ${letters(i)} of stage ${letters(i * 7)} was moved to queue ${letters(i % 1000)} by ${letters(i * 3)}`;
    tally.add({
      line: i,
      lines: 1,
      offset: 0,
      length: 0,
      timestamp: null,
      timeMs: null,
      timeNotes: [],
      level: null,
      levelInferred: false,
      service: null,
      message,
      format: "text",
      attributes: {},
      ...templateOf({
        message,
        format: "text",
        attributes: {},
      }),
      seq: i + 1,
      sourceIndex: 0,
      source: "",
    });
  }
  return tally.digest().groups;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
