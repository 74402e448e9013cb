import { createServer } from "node:http";
import { serve } from "inngest/node";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { inngest } from "./inngest-client.ts";
import { functions } from "./inngest-engine.ts";

/** Answers Inngest's calls at `/api/inngest`, in the worker's process: reading a log would block a web server's. */
export async function startServer(): Promise<{ stop(): Promise<void> }> {
  const server = createServer(serve({ client: inngest, functions }));
  const port = env().WORKER_PORT;
  await new Promise<void>((resolve) => server.listen(port, resolve));
  log().info({ port }, "waiting for Inngest at /api/inngest");
  return {
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
