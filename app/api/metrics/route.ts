import { timingSafeEqual } from "node:crypto";
import { readHealth } from "#db/health.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { answerRequest } from "#lib/http/answer.ts";
import { metrics } from "#lib/http/metrics.ts";
import { hashSecret } from "#lib/ids.ts";

/** Prometheus text. Asks for METRICS_TOKEN when one is set. */
export function GET(request: Request): Promise<Response> {
  return answerRequest("/api/metrics", request, async () => {
    checkToken(request.headers.get("authorization"));
    const { registry, ingestions, queueAge } = metrics();
    const health = await readHealth();
    ingestions.reset();
    for (const [status, count] of Object.entries(health.ingestions)) ingestions.set({ status }, count);
    queueAge.set(health.oldestWaitingSeconds);
    return new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } });
  });
}

function checkToken(authorization: string | null): void {
  const token = env().METRICS_TOKEN;
  if (token === undefined) return;
  const [given, wanted] = [authorization ?? "", `Bearer ${token}`].map((text) => Buffer.from(hashSecret(text)));
  if (given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted)) return;
  throw new AppError("unauthenticated", "Send METRICS_TOKEN as `Authorization: Bearer …`.");
}
