import { engine } from "#jobs/client.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { answerRequest } from "#lib/http/answer.ts";

/**
 * Inngest's one address for web and jobs. The jobs themselves answer in the worker's process, since reading a log would block
 * this one, so calls are handed on; they are signed, and the worker checks that.
 */
function handOn(request: Request): Promise<Response> {
  return answerRequest("/api/inngest", request, async () => {
    if (engine() !== "inngest")
      throw new AppError("not_found", "Inngest is not configured here: the embedded queue runs the jobs.");
    const { pathname, search, host, protocol } = new URL(request.url);
    const headers = new Headers(request.headers);
    for (const name of ["connection", "content-length", "host", "transfer-encoding"]) headers.delete(name);
    headers.set("x-forwarded-host", request.headers.get("host") ?? host);
    headers.set("x-forwarded-proto", protocol.replace(":", ""));
    const worker = env().WORKER_URL ?? `http://127.0.0.1:${env().WORKER_PORT}`;
    const body = request.method === "GET" ? null : await request.arrayBuffer();
    const answer = await fetch(new URL(pathname + search, worker), { method: request.method, headers, body }).catch(
      (cause: unknown) => {
        throw new AppError("unavailable", "The worker cannot be reached.", { cause });
      },
    );
    const kept = new Headers(answer.headers);
    // fetch has undone both
    for (const name of ["content-encoding", "content-length", "transfer-encoding"]) kept.delete(name);
    return new Response(answer.body, { status: answer.status, headers: kept });
  });
}

export { handOn as GET, handOn as POST, handOn as PUT };
