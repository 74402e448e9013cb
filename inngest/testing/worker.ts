import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { testDatabaseUrl, testDataFolder, type Tenant } from "#db/testing/database.ts";
import { getIngestion } from "#lib/data/ingestions.ts";

const ENTRY = fileURLToPath(new URL("../worker.ts", import.meta.url));

export interface WorkerProcess {
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

const workers: WorkerProcess[] = [];
afterAll(async () => {
  for (const worker of workers) await worker.kill("SIGKILL");
});

/** A real worker, on the test file's database unless told otherwise; killed when the file ends. */
export async function startWorker(more: Record<string, string> = {}): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [ENTRY], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: testDatabaseUrl, DATA_DIR: testDataFolder, LOG_LEVEL: "info", ...more },
  });
  const worker: WorkerProcess = {
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
  workers.push(worker);
  await ready(child);
  return worker;
}

/** Asks until the answer is there. */
export async function until<T>(ask: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`nothing in ${seconds} seconds`);
    await pause(20);
  }
}

/** The ingestion when it is done, or has failed. */
export const endOf = ({ admin, projectId }: Tenant, ingestionId: string) =>
  until(async () => {
    const ingestion = await getIngestion(admin, { projectId, ingestionId });
    return ["done", "failed"].includes(ingestion.status) ? ingestion : undefined;
  }, 120);

async function ready(child: ChildProcess): Promise<void> {
  let text = "";
  for await (const piece of child.stdout ?? []) {
    text += String(piece);
    if (text.includes("worker is ready")) break;
  }
  if (!text.includes("worker is ready")) throw new Error(`the worker did not start: ${text}`);
  child.stdout?.resume();
}
