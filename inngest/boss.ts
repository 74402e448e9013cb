import { PgBoss } from "pg-boss";
import { requireEnv } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { EVENT_NAMES, type EventData, type EventName } from "./events.ts";

/** What lies in the embedded queue. */
export interface Envelope<N extends EventName = EventName> {
  /** Stays the same over retries: finished steps are remembered under it. */
  runId: string;
  /** Attempts that ended in an error. */
  failures: number;
  data: EventData<N>;
}

/** So many workers may die over one job before it is given up: it is the job that kills them. */
export const MAX_DEATHS = 20;
const DAY_SECONDS = 86_400;

/** Starts a connection to the queue on PostgreSQL and makes sure that its queues, one an event, exist. */
export async function startBoss(role: "sender" | "worker"): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: requireEnv("DATABASE_URL"),
    schema: "pgboss",
    application_name: `aiops ${role}`,
    max: role === "worker" ? 4 : 2,
    supervise: role === "worker",
    schedule: false,
    useListenNotify: role === "worker",
  });
  boss.on("error", (error) => log().warn({ err: error }, "queue"));
  await boss.start();
  for (const name of EVENT_NAMES) {
    await boss.createQueue(name, {
      retryLimit: MAX_DEATHS,
      retryDelay: 0,
      expireInSeconds: DAY_SECONDS - 1,
      deleteAfterSeconds: DAY_SECONDS,
      notify: true,
    });
  }
  return boss;
}
