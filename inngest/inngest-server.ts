import { createServer } from "node:http";
import { serve } from "inngest/node";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { inngest } from "./inngest-client.ts";
import { functions } from "./inngest-engine.ts";

/** Answers Inngest's calls at `/api/inngest`, in the worker's process: reading a log would block a web server's. */
export async function startServer(): Promise<{ stop(): Promise<void> }> {
  const answer = serve({ client: inngest, functions });
  const server = createServer((request, response) => {
    // Called through the web: that is the address to register, and not this one.
    const { "x-forwarded-host": host } = request.headers;
    if (typeof host === "string") request.headers.host = host;
    answer(request, response);
  });
  const port = env().WORKER_PORT;
  await new Promise<void>((resolve) => server.listen(port, resolve));
  log().info({ port }, "waiting for Inngest at /api/inngest");
  return {
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
