import { z } from "zod";
import type { EndpointShape } from "#contracts/endpoint.ts";
import { AppError } from "#lib/errors.ts";

/** What a JSON body may have at most; a report with all its sections full fits. */
export const MAX_JSON_BYTES = 2 * 1024 ** 2;

export interface Issue {
  path: string;
  message: string;
}

/** `invalid`, with the fields that are wrong. */
export class InputError extends AppError {
  readonly issues: Issue[];

  constructor(error: z.ZodError, part = "") {
    const issues = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    super("invalid", issues.map(({ path, message }) => `${path || part || "Input"}: ${message}`).join(" "));
    this.issues = issues;
  }
}

export function readParams(declared: EndpointShape, given: Record<string, string>): Record<string, unknown> {
  return declared.params === undefined ? {} : parsed(declared.params, given, "Path");
}

/** A key given twice is refused by its schema, as every declared one is a single value. */
export function readQuery(declared: EndpointShape, request: Request): Record<string, unknown> {
  if (declared.query === undefined) return {};
  const { searchParams } = new URL(request.url);
  const given = Object.fromEntries(
    [...new Set(searchParams.keys())].map((key) => {
      const values = searchParams.getAll(key);
      return [key, values.length === 1 ? values[0] : values];
    }),
  );
  return parsed(declared.query, given, "Query");
}

export async function readBody(declared: EndpointShape, request: Request): Promise<object> {
  if (declared.body === undefined || declared.body === "stream") return {};
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw new AppError("unsupported", "Send the body as JSON, with `Content-Type: application/json`.");
  }
  const body = parsed(declared.body, await readJson(request), "Body");
  return typeof body === "object" && body !== null ? body : {};
}

async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid", text === "" ? "The body is empty: send JSON." : "The body is not JSON.", { cause });
  }
}

/** Counts while it reads: a `Content-Length` may be missing or a lie. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_JSON_BYTES) throw new AppError("too_large", "The body is larger than 2 MiB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed<T extends z.ZodType>(schema: T, given: unknown, part: string): z.output<T> {
  const result = schema.safeParse(storable(given));
  if (result.success) return result.data;
  throw new InputError(result.error, part);
}

/** PostgreSQL's text holds neither NUL nor halves of surrogate pairs, and nobody types them. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed();
  if (Array.isArray(value)) return value.map((item) => storable(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, storable(item)]));
}
