import { answerRequest } from "#lib/http/answer.ts";
import { checkHealth } from "#lib/http/health.ts";

/** 200 while pages can be served, 503 without a database. */
export function GET(request: Request): Promise<Response> {
  return answerRequest("/api/health", request, async () => {
    const health = await checkHealth();
    return Response.json(health, { status: health.status === "down" ? 503 : 200 });
  });
}
