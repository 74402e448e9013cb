import { hostname } from "node:os";
import { eq, lt } from "drizzle-orm";
import { closeDatabase, database } from "#db/client.ts";
import { workers } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { closeQueue, engine } from "./client.ts";
import { every } from "./ticker.ts";

const BEAT_SECONDS = 5;
const FORGET_AFTER_MS = 24 * 3600 * 1000;

const id = newId();
const running = engine() === "inngest" ? (await import("./inngest-server.ts")).startServer() : startQueue();
const beat = every(BEAT_SECONDS, "heartbeat", async () => {
  const now = new Date();
  const seen = { id, host: `${hostname()}:${process.pid}`, seenAt: now };
  await database()
    .insert(workers)
    .values(seen)
    .onConflictDoUpdate({ target: workers.id, set: { seenAt: now } });
  await database()
    .delete(workers)
    .where(lt(workers.seenAt, new Date(now.getTime() - FORGET_AFTER_MS)));
});
const engineRuns = await running;
log().info({ engine: engine() }, "worker is ready");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void shutDown();
  });
}

async function startQueue() {
  const { startEmbedded } = await import("./embedded.ts");
  return startEmbedded();
}

async function shutDown(): Promise<void> {
  await beat.stop();
  await engineRuns.stop();
  await database().delete(workers).where(eq(workers.id, id));
  await closeQueue();
  await closeDatabase();
  process.exit(0);
}
