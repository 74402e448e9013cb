import { z } from "./zod.ts";

/**
 * Who may call: `public` anyone; `user` anyone signed in; `member` and `admin` by role in the organization of the path;
 * `ingest` a member or an API key of the project.
 */
export type Permission = "public" | "user" | "member" | "admin" | "ingest";

export interface EndpointShape {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under `/api/v1`, with `{name}` for each key of `params`. */
  path: string;
  summary: string;
  permission: Permission;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON body. `"stream"`: the handler reads the body itself. */
  body?: z.ZodType | "stream";
  /** JSON answer; `"stream"`: a file. */
  response: z.ZodType | "stream";
  /** Status of success; 200 unless told. */
  status?: 200 | 201 | 202;
}

/** Declares one API call. Read by `route()`, by the browser client and by the OpenAPI document. */
export function endpoint<const E extends EndpointShape>(declared: E): E {
  return declared;
}

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler receives. */
export type Params<E extends EndpointShape> = Out<E["params"]>;
export type Query<E extends EndpointShape> = Out<E["query"]>;
export type Body<E extends EndpointShape> = Out<E["body"]>;
/** What it must return, and what a caller gets. */
export type Answer<E extends EndpointShape> = E["response"] extends z.ZodType ? z.output<E["response"]> : Response;

/** What a caller gives: only the parts that the endpoint declares. */
export type CallInput<E extends EndpointShape> = (E["params"] extends z.ZodType
  ? { params: In<E["params"]> }
  : object) &
  (E["query"] extends z.ZodType ? { query?: In<E["query"]> } : object) &
  (E["body"] extends z.ZodType ? { body: In<E["body"]> } : object);

export const Id = z.uuid();
export const Timestamp = z.iso.datetime({ offset: true });
export const Nothing = z.object({});

/** A page by keyset: `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
