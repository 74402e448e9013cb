/**
 * How well lines are grouped: LogHub systems, nothing tuned for any of them, scored by the scorer beside the data. The group
 * of a line is the one after late merges.
 *
 *   node bench/groups.ts                 raw lines, each system on its own, then all in one shuffled stream
 *   node bench/groups.ts --explain 8     and the 8 groups of each system that cost most
 *   node bench/groups.ts --content       messages as LogHub cuts them, to tell grouping from header reading
 *   node bench/groups.ts --data FOLDER   other systems
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  createReader,
  createSurvey,
  createTally,
  mergeGroups,
  templateOf,
  type GroupDigest,
  type ReadEvent,
} from "#engine";

const { values: options } = parseArgs({
  options: {
    data: { type: "string", default: new URL("../../shared/data/loghub", import.meta.url).pathname },
    explain: { type: "string" },
    content: { type: "boolean", default: false },
  },
});

/** The event that each line of a system became part of. */
interface System {
  name: string;
  events: ReadEvent[];
}

if (!existsSync(options.data)) {
  console.log(`bench:groups skips: ${options.data} is absent.`);
} else {
  const systems = readSystems(options.data);
  console.log(`${options.content ? "messages" : "raw lines"}, each system on its own`);
  score(systems.map((system) => ({ name: system.name, groups: group(system.events) })));
  console.log("all systems in one shuffled stream");
  score(groupTogether(systems));
}

function readSystems(data: string): System[] {
  return readdirSync(data)
    .filter((name) => existsSync(join(data, name, `${name}_2k.log`)))
    .map((name) => {
      const path = join(data, name, `${name}_2k.log`);
      if (!options.content) return { name, events: readEvents(name, readFileSync(path)) };
      const rows = readCsv(readFileSync(`${path}_structured.csv`, "utf8"));
      const messages = rows.map((row) => row.Content ?? "").join("\n");
      const lines = readEvents(name, new TextEncoder().encode("x\n".repeat(rows.length)));
      return {
        name,
        events: messages
          .split("\n")
          .map((message, i) => ({ ...(lines[0] ?? fail(name)), line: i + 1, lines: 1, message })),
      };
    });
}

function readEvents(name: string, bytes: Uint8Array): ReadEvent[] {
  const survey = createSurvey({ name, receivedAt: "2026-01-15T00:00:00Z" });
  for (let at = 0; at < bytes.length && survey.push(bytes.subarray(at, at + 65_536)); at += 65_536);
  const reader = createReader(survey.finish());
  return [...reader.push(bytes), ...reader.end()];
}

/** Line number → group after late merges. */
function group(events: readonly ReadEvent[]): Map<number, string> {
  const { fingerprints, to } = groupStream(events);
  const groups = new Map<number, string>();
  events.forEach(({ line, lines }, i) => {
    const fingerprint = fingerprints[i] ?? "";
    for (let at = line; at < line + lines; at++) groups.set(at, to.get(fingerprint) ?? fingerprint);
  });
  return groups;
}

function groupTogether(systems: readonly System[]): { name: string; groups: Map<number, string> }[] {
  const stream = shuffle(systems.flatMap(({ name, events }) => events.map((event) => ({ name, event }))));
  const { fingerprints, to } = groupStream(stream.map(({ event }) => event));
  const out = new Map(systems.map(({ name }) => [name, new Map<number, string>()]));
  stream.forEach(({ name, event }, i) => {
    const fingerprint = fingerprints[i] ?? "";
    for (let at = event.line; at < event.line + event.lines; at++)
      out.get(name)?.set(at, to.get(fingerprint) ?? fingerprint);
  });
  return [...out].map(([name, groups]) => ({ name, groups }));
}

function groupStream(events: readonly ReadEvent[]): { fingerprints: string[]; to: Map<string, string> } {
  const tally = createTally();
  const fingerprints = events.map((event, i) => {
    const { template, fingerprint, exception } = templateOf(event);
    tally.add({ ...event, seq: i + 1, sourceIndex: 0, source: "", template, fingerprint }, exception);
    return fingerprint;
  });
  const { groups } = mergeGroups(tally.digest().groups, {});
  return {
    fingerprints,
    to: new Map(
      groups.flatMap((merged: GroupDigest) => merged.members.map((member) => [member, merged.fingerprint] as const)),
    ),
  };
}

function score(systems: readonly { name: string; groups: ReadonlyMap<number, string> }[]): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-groups-"));
  for (const { name, groups } of systems) {
    const rows = [...groups].map(([line, fingerprint]) => JSON.stringify({ LineId: line, group: fingerprint }));
    writeFileSync(join(folder, `${name}.jsonl`), rows.join("\n"));
  }
  const run = spawnSync(
    "python3",
    [
      join(options.data, "evaluate.py"),
      "--data",
      options.data,
      "--pred",
      folder,
      "--systems",
      systems.map(({ name }) => name).join(","),
      ...(options.explain === undefined ? [] : ["--explain", options.explain]),
    ],
    { encoding: "utf8" },
  );
  console.log(run.error === undefined ? run.stdout + run.stderr : `python3 could not be run: ${run.error.message}`);
  rmSync(folder, { recursive: true });
}

/** Fisher and Yates with a fixed seed: every run sees the same stream. */
function shuffle<T>(items: T[]): T[] {
  let state = 1;
  for (let i = items.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    const [a, b] = [items[i], items[j]];
    if (a !== undefined && b !== undefined) [items[i], items[j]] = [b, a];
  }
  return items;
}

function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  const [head = [], ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

function fail(name: string): never {
  throw new Error(`${name} has no line`);
}
