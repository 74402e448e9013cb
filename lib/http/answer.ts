import type { ErrorBody } from "#contracts/endpoint.ts";
import { ERROR_CODES } from "#lib/errors.ts";
import { asAppError } from "#lib/failures.ts";
import { newId } from "#lib/ids.ts";
import { log, withLogContext } from "#lib/log.ts";
import { RateLimitError } from "#lib/rate-limit.ts";
import { InputError } from "./input.ts";
import { observeRequest } from "./metrics.ts";
import { API_POLICY, securityHeaders } from "./security-headers.ts";

/** What a handler tells the access log about its request. */
export interface RequestNote {
  /** `user:…`, `key:…`, or absent for nobody. */
  caller?: string;
}

const INTERNAL =
  "Something went wrong here. It was logged under this request id; try again, or tell who runs this server.";

/**
 * Runs one request: a request id in the answer and in every log line, one line in the access log, its time in the metrics,
 * and any error as the error table says. Unknown errors tell nothing outside and everything in the log.
 */
export function answerRequest(
  path: string,
  request: Request,
  work: (note: RequestNote) => Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf(request);
  return withLogContext({ requestId }, async () => {
    const started = performance.now();
    const note: RequestNote = {};
    const response = withHeaders(
      await work(note).catch((error: unknown) => errorResponse(error, requestId)),
      requestId,
    );
    const ms = performance.now() - started;
    observeRequest(request.method, path, response.status, ms / 1000);
    log().info({ method: request.method, path, status: response.status, ms: Math.round(ms), ...note }, "request");
    return response;
  });
}

export function errorResponse(error: unknown, requestId: string): Response {
  const known = asAppError(error);
  const unknown = known.code === "internal";
  if (unknown) log().error({ err: error }, "unexpected error");
  else if (known.cause !== undefined) log().warn({ err: known }, "request failed");
  const body: ErrorBody = {
    error: {
      code: known.code,
      message: unknown ? INTERNAL : known.message,
      requestId,
      ...(known instanceof InputError ? { issues: known.issues } : {}),
    },
  };
  const headers: Record<string, string> =
    known instanceof RateLimitError ? { "retry-after": String(known.retryAfterSeconds) } : {};
  return Response.json(body, { status: ERROR_CODES[known.code].status, headers });
}

function withHeaders(response: Response, requestId: string): Response {
  const headers = { ...securityHeaders(), "content-security-policy": API_POLICY, "x-request-id": requestId };
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : newId();
}
