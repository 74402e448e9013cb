import type { PgBoss } from "pg-boss";
import { env } from "#lib/env.ts";
import { startBoss, type Envelope } from "./boss.ts";
import { EVENTS, type EventData, type EventName } from "./events.ts";

/** Which engine runs the jobs: Inngest when it is configured, else the queue on our own PostgreSQL. */
export function engine(): "inngest" | "embedded" {
  const { INNGEST_BASE_URL, INNGEST_DEV, INNGEST_EVENT_KEY } = env();
  return INNGEST_BASE_URL !== undefined || INNGEST_DEV !== undefined || INNGEST_EVENT_KEY !== undefined
    ? "inngest"
    : "embedded";
}

// On globalThis, because the development server loads this file again with each change.
const shared = globalThis as { aiopsBoss?: Promise<PgBoss> };

/**
 * Hands an event to the job that answers to it. `id` (a UUID) makes it harmless to send twice. Throws when the queue cannot be
 * reached.
 */
export async function send<N extends EventName>(name: N, data: EventData<N>, id: string): Promise<void> {
  const checked: EventData = EVENTS[name].parse(data);
  if (engine() === "inngest") {
    const { inngest } = await import("./inngest-client.ts");
    await inngest.send({ name, data: checked, id });
    return;
  }
  const boss = await (shared.aiopsBoss ??= startBoss("sender").catch((error: unknown) => {
    delete shared.aiopsBoss; // try again with the next event
    throw error;
  }));
  const envelope: Envelope = { runId: id, failures: 0, data: checked };
  await boss.send(name, envelope, { id });
}

/** Ends the connection to the queue, if one was opened. */
export async function closeQueue(): Promise<void> {
  const open = shared.aiopsBoss;
  delete shared.aiopsBoss;
  await (await open)?.stop({ graceful: false });
}
