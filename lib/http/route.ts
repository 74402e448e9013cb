import type { z } from "zod";
import type { Answer, Body, EndpointShape, Params, Query } from "#contracts/endpoint.ts";
import { authorise, callerOf, identify, type Identity, type Requester } from "#lib/auth/requester.ts";
import { AppError } from "#lib/errors.ts";
import { addressOf, countUse, type LimitName } from "#lib/rate-limit.ts";
import type { Scope } from "#lib/scope.ts";
import { answerRequest } from "./answer.ts";
import { readBody, readParams, readQuery } from "./input.ts";
import { checkOrigin } from "./origin.ts";

/** Who calls, by the endpoint's permission. */
type Caller<E extends EndpointShape> = E["permission"] extends "public"
  ? null
  : E["permission"] extends "user"
    ? Identity
    : Scope;

/** Path, query and body in one object; a handler of a streamed body gets the request itself. */
export type RouteInput<E extends EndpointShape> = (E["params"] extends z.ZodType ? Params<E> : object) &
  (E["query"] extends z.ZodType ? Query<E> : object) &
  (E["body"] extends z.ZodType ? Body<E> : object) &
  (E["body"] extends "stream" ? { request: Request } : object);

type Verb<E extends EndpointShape> = (caller: Caller<E>, input: RouteInput<E>) => Promise<Answer<E>>;
type RouteHandler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/**
 * Serves one declared endpoint: who is asking, may they, how often, what do they say; then the verb; then the answer through
 * the declared response, so that nothing undeclared leaves.
 */
export function route<E extends EndpointShape>(
  declared: E,
  verb: Verb<E>,
  options: { limit?: LimitName } = {},
): RouteHandler {
  return (request, context) =>
    answerRequest(declared.path, request, async (note) => {
      const requester = declared.permission === "public" ? null : await identified(request);
      if (requester !== null) note.caller = callerOf(requester);
      checkOrigin(request, requester);
      await countUse(options.limit ?? limitOf(declared), note.caller ?? `ip:${addressOf(request.headers)}`);
      const params = readParams(declared, await context.params);
      const caller = await authorise(declared.permission, requester, params);
      const input = { ...params, ...readQuery(declared, request), ...(await readBody(declared, request)), request };
      return respond(declared, await callVerb(verb, caller, input));
    });
}

async function identified(request: Request): Promise<Requester> {
  const requester = await identify(request);
  if (requester !== null) return requester;
  await countUse("bad credentials", addressOf(request.headers));
  throw new AppError("unauthenticated", "Sign in, or send an API key as `Authorization: Bearer …`.");
}

function limitOf(declared: EndpointShape): LimitName {
  if (declared.permission === "public") return "public";
  if (declared.body === "stream") return "ingest";
  return declared.method === "GET" ? "read" : "write";
}

function callVerb<E extends EndpointShape>(verb: Verb<E>, caller: unknown, input: object): Promise<unknown> {
  // safe because `authorise` and the readers decide by the same fields of the endpoint as these types do
  return verb(caller as Caller<E>, input as RouteInput<E>);
}

function respond(declared: EndpointShape, result: unknown): Response {
  if (declared.response === "stream") {
    if (result instanceof Response) return result;
    throw new AppError("internal", `${declared.path} must answer with a Response.`);
  }
  return Response.json(declared.response.parse(result), { status: declared.status ?? 200 });
}
