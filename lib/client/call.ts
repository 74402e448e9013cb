import { ErrorBody, type Answer, type CallInput, type EndpointShape } from "#contracts/endpoint.ts";

/** What the server refused, in words for a person. `code` is one of `lib/errors.ts`, or `offline` when nobody answered. */
export class ClientError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly issues: readonly { path: string; message: string }[];

  constructor(status: number, { code, message, requestId, issues }: Partial<ErrorBody["error"]> = {}) {
    super(message ?? `The server answered ${status}. Try again.`);
    this.name = "ClientError";
    this.code = code ?? "internal";
    this.status = status;
    this.requestId = requestId ?? null;
    this.issues = issues ?? [];
  }
}

const OFFLINE = { code: "offline", message: "The server cannot be reached. Check the connection and try again." };

/** Calls one endpoint. Throws ClientError; an abort by `signal` is passed on as it is. */
export async function call<E extends EndpointShape>(
  endpoint: E,
  input: CallInput<E>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Answer<E>> {
  const { body } = loose(input);
  const response = await fetch(addressOf(endpoint, input), {
    method: endpoint.method,
    signal,
    // What is deleted as the tab closes must still arrive.
    keepalive: endpoint.method === "DELETE",
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ClientError(0, OFFLINE);
  });
  if (!response.ok) throw await refusalOf(response);
  return answerOf<E>(endpoint.response === "stream" ? response : await response.json());
}

/** The address of a call: params in the path, the query behind it, empty values left out. */
export function addressOf<E extends EndpointShape>(endpoint: E, input: CallInput<E>): string {
  const { params = {}, query = {} } = loose(input);
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === "string" ? value !== "" : typeof value === "number" || typeof value === "boolean") {
      search.set(name, String(value));
    }
  }
  return `/api/v1${path}${search.size === 0 ? "" : `?${search}`}`;
}

export interface LooseInput {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

/** Safe because CallInput only ever has these three parts. */
export function loose(input: object): LooseInput {
  return input;
}

/** Safe because `route()` parses the answer by the same schema before it is sent. */
export function answerOf<E extends EndpointShape>(json: unknown): Answer<E> {
  return json as Answer<E>;
}

async function refusalOf(response: Response): Promise<ClientError> {
  return refusalFrom(response.status, await response.text().catch(() => ""));
}

/** Reads an error answer; anything else than our JSON (a proxy's page) becomes a plain message. */
export function refusalFrom(status: number, text: string): ClientError {
  try {
    return new ClientError(status, ErrorBody.parse(JSON.parse(text)).error);
  } catch {
    return status === 0 ? new ClientError(0, OFFLINE) : new ClientError(status);
  }
}
