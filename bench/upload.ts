// npm run bench:upload -- --mb 1000: one upload of so many megabytes over HTTP to a real server, through to the story, with
// the resident memory of its web and worker. `--web dev` goes without a build.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { generateScenario, SCENARIOS } from "#samples/scenarios.ts";
import { buildWhenStale } from "../scripts/build.ts";
import { freePort, startServices, type Services } from "../scripts/services.ts";

const { values } = parseArgs({
  options: {
    mb: { type: "string", default: "1000" },
    web: { type: "string", default: "start" },
    port: { type: "string", default: "3300" },
  },
});
const wantedBytes = Number(values.mb) * 1e6;
const web = values.web === "dev" ? "dev" : "start";
const PART_EVENTS = 50_000;
const SAMPLE_MS = 1000;

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "aiops-bench-"));
fs.chmodSync(dataDir, 0o711);
if (web === "start") await buildWhenStale(process.env);
const port = await freePort(Number(values.port));
const env = { LOG_LEVEL: "error", RATE_LIMIT_FACTOR: "1000" };
const services = await startServices({ web, dataDir, port, env, log: () => {} });
Object.assign(process.env, services.env);
try {
  await measure(services);
} finally {
  await services.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

async function measure({ url, pids }: Services): Promise<void> {
  const { key, watch } = await prepare();
  await answering(`${url}/api/health`);
  const memory = createSampler(pids);
  const started = performance.now();
  const response = await fetch(`${url}/api/v1/ingestions?source=mixed.log`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/octet-stream" },
    // A stream as body needs half duplex; the DOM's types do not know either.
    ...({ body: Readable.from(mixedLines()), duplex: "half" } as object),
  });
  // safe because it is our own API, and a wrong answer fails in the next line
  const { id, bytes, error } = (await response.json()) as { id: string; bytes: number; error?: { message: string } };
  if (!response.ok) throw new Error(error?.message);
  const receivedMs = performance.now() - started;
  memory.mark("received");
  const done = await watch(id, (stage) => memory.mark(stage));
  const tookMs = performance.now() - started;
  memory.stop();
  if (done.status !== "done") throw new Error(done.failure ?? done.status);
  console.log(`${(bytes / 1e6).toFixed(0)} MB, ${done.events.toLocaleString("en")} events, ${done.groups} groups`);
  const rate = (ms: number) => `${(bytes / 1e3 / ms).toFixed(1)} MB/s`;
  console.log(`received in ${(receivedMs / 1000).toFixed(1)} s (${rate(receivedMs)}, generated meanwhile)`);
  console.log(`told ${((tookMs - receivedMs) / 1000).toFixed(1)} s later (${rate(tookMs - receivedMs)})`);
  console.log("resident memory in MB, at most, by stage:");
  console.table(memory.peaks());
}

/** An organization with a key, through the application's own verbs. */
async function prepare() {
  const { createAccount } = await import("#lib/auth/accounts.ts");
  const { getMe } = await import("#lib/auth/memberships.ts");
  const { scopeFor } = await import("#lib/auth/requester.ts");
  const { createKey } = await import("#lib/data/keys.ts");
  const { getIngestion } = await import("#lib/data/ingestions.ts");
  const { closeDatabase } = await import("#db/client.ts");
  const account = { name: "Bench", email: "bench@example.com", password: "bench-password", organization: "Bench" };
  const identity = await createAccount(account);
  const projectId = (await getMe(identity)).organizations[0]?.projects[0]?.id ?? "";
  const scope = await scopeFor(identity, { projectId });
  const { secret } = await createKey(scope, { projectId, name: "bench" });
  return {
    key: secret,
    watch: async (ingestionId: string, at: (stage: string) => void) => {
      for (;;) {
        await pause(SAMPLE_MS);
        const ingestion = await getIngestion(scope, { projectId, ingestionId }).catch(() => null);
        if (ingestion === null) continue; // busy
        at(ingestion.stages.find(({ state }) => state === "running")?.stage ?? "queued");
        if (["done", "failed", "cancelled"].includes(ingestion.status)) {
          await closeDatabase();
          return ingestion;
        }
      }
    },
  };
}

/** Pieces of all scenarios' files in turn, until there is enough: many formats in one file. */
function* mixedLines(): Generator<Uint8Array> {
  for (let bytes = 0, part = 1; ; part++) {
    const startAt = new Date(Date.UTC(2026, 10, 1, part)).toISOString();
    const scenario = SCENARIOS[part % SCENARIOS.length]?.id ?? "";
    const { files } = generateScenario(scenario, { seed: part, events: PART_EVENTS, startAt });
    let open = files.map((file) => file.chunks());
    while (open.length > 0) {
      const pieces = open.map((chunks) => chunks.next());
      open = open.filter((_, index) => pieces[index]?.done !== true);
      for (const { done, value } of pieces) {
        if (done === true) continue;
        const piece = Buffer.from(value);
        yield piece;
        bytes += piece.length;
        if (bytes >= wantedBytes) return;
      }
    }
  }
}

function createSampler(pids: Record<string, number>) {
  const peaks: Record<string, Record<string, number>> = {};
  let stage = "receiving";
  const sample = () => {
    for (const [service, pid] of Object.entries(pids)) {
      const row = (peaks[service] ??= {});
      row[stage] = Math.max(row[stage] ?? 0, residentMb(pid));
    }
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    mark: (next: string) => (stage = next),
    stop: () => clearInterval(timer),
    peaks: () => peaks,
  };
}

/** Of the process and those it started. */
function residentMb(pid: number): number {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  for (const [child = 0, parent = 0] of table) if (family.has(parent)) family.add(child);
  const kilobytes = table.reduce((sum, [one = 0, , rss = 0]) => sum + (family.has(one) ? rss : 0), 0);
  return Math.round(kilobytes / 1000);
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if ((await fetch(url).catch(() => null))?.ok === true) return;
    await pause(100);
  }
  throw new Error(`${url} does not answer`);
}
