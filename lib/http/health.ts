import { readHealth, type DatabaseHealth } from "#db/health.ts";
import { engine } from "#jobs/client.ts";
import { log } from "#lib/log.ts";

/** A worker writes its heartbeat every few seconds; after this long it counts as gone. */
const WORKER_GONE_SECONDS = 60;
/** So long after the web's start a worker may still be on its way to its first heartbeat. */
const STARTING_SECONDS = 30;
const PATIENCE_MS = 3000;

export interface Health {
  /** `starting`: no worker yet. `degraded`: pages work, but no worker reads what is sent. `down`: no database. */
  status: "ok" | "starting" | "degraded" | "down";
  database: { ok: boolean };
  worker: { ok: boolean; engine: "embedded" | "inngest"; seenSeconds: number | null };
  queue: { waiting: number; oldestSeconds: number };
}

export async function checkHealth(upSeconds = process.uptime()): Promise<Health> {
  const found = await withinPatience(readHealth()).catch((error: unknown) => {
    log().error({ err: error }, "health: the database does not answer");
    return null;
  });
  const ok = found !== null && isAlive(found);
  return {
    status: found === null ? "down" : ok ? "ok" : upSeconds < STARTING_SECONDS ? "starting" : "degraded",
    database: { ok: found !== null },
    worker: { ok, engine: engine(), seenSeconds: rounded(found?.workerSeenSeconds ?? null) },
    queue: { waiting: found?.waiting ?? 0, oldestSeconds: rounded(found?.oldestWaitingSeconds ?? 0) ?? 0 },
  };
}

function isAlive({ workerSeenSeconds }: DatabaseHealth): boolean {
  return workerSeenSeconds !== null && workerSeenSeconds < WORKER_GONE_SECONDS;
}

function rounded(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds);
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
