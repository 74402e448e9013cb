import { env } from "#lib/env.ts";
import { answerRequest } from "#lib/http/answer.ts";
import { openApiDocument } from "#lib/http/openapi.ts";

export function GET(request: Request): Promise<Response> {
  return answerRequest("/api/openapi.json", request, () =>
    Promise.resolve(Response.json(openApiDocument(env().APP_URL))),
  );
}
