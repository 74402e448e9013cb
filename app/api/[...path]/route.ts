import { AppError } from "#lib/errors.ts";
import { answerRequest } from "#lib/http/answer.ts";

/** Whatever no other route serves: JSON as everywhere under /api, not a page. */
function notFound(request: Request): Promise<Response> {
  return answerRequest("/api/*", request, () =>
    Promise.reject(new AppError("not_found", "There is no such address. /api/openapi.json lists them all.")),
  );
}

export { notFound as GET, notFound as POST, notFound as PUT, notFound as PATCH, notFound as DELETE };
