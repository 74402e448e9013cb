/**
 * How well the reader reads: format samples and LogHub headers, scored by the scorers beside the data.
 *
 *   node bench/formats.ts            both tables
 *   node bench/formats.ts seg 20     and 20 fails of one measure (seg, multi, time, level, message, tight, service)
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createReader, createSurvey, type ReadEvent } from "#engine";
import { statedTime } from "../cli/json-events.ts";

const DATA = new URL("../../shared/data/", import.meta.url).pathname;
const RECEIVED_AT = "2026-01-15T00:00:00Z";

if (!existsSync(DATA)) {
  console.log(`bench:formats skips: ${DATA} is absent.`);
} else {
  const folder = mkdtempSync(join(tmpdir(), "bench-formats-"));
  scoreSamples(folder);
  scoreLogHub(folder);
  rmSync(folder, { recursive: true });
}

function scoreSamples(folder: string): void {
  const samples = readFileSync(join(DATA, "formats/dev.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; raw: string });
  const out = join(folder, "samples.jsonl");
  writeFileSync(
    out,
    samples
      .map(({ id, raw }) => {
        const events = read(id, new TextEncoder().encode(raw)).map((event) => ({
          ...event,
          timestamp: statedTime(event),
        }));
        return JSON.stringify({ id, events });
      })
      .join("\n"),
  );
  const [measure, count] = process.argv.slice(2);
  const fails = measure === undefined ? [] : ["--fails", measure, count ?? "20"];
  python(join(DATA, "formats/score_formats.py"), [join(DATA, "formats/dev.jsonl"), out, "--by", "layout", ...fails]);
}

function scoreLogHub(folder: string): void {
  const loghub = join(DATA, "loghub");
  for (const system of readdirSync(loghub)) {
    const log = join(loghub, system, `${system}_2k.log`);
    if (!existsSync(log)) continue;
    const rows = read(system, readFileSync(log)).map((event) =>
      JSON.stringify({
        line: event.line,
        time: event.timestamp,
        level: event.level,
        service: event.service,
        message: event.message,
      }),
    );
    writeFileSync(join(folder, `${system}.jsonl`), rows.join("\n"));
  }
  python(join(loghub, "headers.py"), [
    "--data",
    loghub,
    "--pred",
    folder,
    "--show",
    process.argv[2] === "headers" ? (process.argv[3] ?? "5") : "0",
  ]);
}

function read(name: string, bytes: Uint8Array): ReadEvent[] {
  const survey = createSurvey({ name, receivedAt: RECEIVED_AT });
  for (let at = 0; at < bytes.length && survey.push(bytes.subarray(at, at + 65_536)); at += 65_536);
  const reader = createReader(survey.finish());
  return [...reader.push(bytes), ...reader.end()];
}

function python(script: string, args: readonly string[]): void {
  const run = spawnSync("python3", [script, ...args], { encoding: "utf8" });
  console.log(run.error === undefined ? run.stdout + run.stderr : `python3 could not be run: ${run.error.message}`);
}
