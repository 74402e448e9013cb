import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const SIGNING_KEY = `signkey-test-${"12345678".repeat(4)}`;
/** What the application must be told. */
export const FAKE_KEYS = { INNGEST_EVENT_KEY: "fake-event-key", INNGEST_SIGNING_KEY: SIGNING_KEY, INNGEST_DEV: "0" };

const MAX_ATTEMPTS = 8;
const RETRY_MS = 300;

interface Registered {
  id: string;
  triggers: { event?: string; expression?: string }[];
  steps: { step: { runtime: { url: string } } };
}
interface Event {
  id?: string;
  name: string;
  data: unknown;
}
/** One answer of the application about a run. */
interface Call {
  function: string;
  status: number;
  ops: { op: string; name: string }[];
}
interface Op {
  id: string;
  op: string;
  name?: string;
  displayName?: string;
  data?: unknown;
  error?: unknown;
}

export interface FakeInngest {
  url: string;
  functions: Registered[];
  /** In order, over all runs. */
  calls: Call[];
  /** Comes before each call to the application, with the steps that are done. */
  before: (done: readonly string[], attempt: number) => Promise<void>;
  /** Asks the application to register itself, as Inngest does after a deploy. */
  sync(app: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * Inngest's server as far as a program sees it: takes events, takes registrations, calls functions step by step over HTTP with
 * signed bodies, keeps what steps returned, tries again, and tells of failures by an event.
 */
export async function startFakeInngest(): Promise<FakeInngest> {
  const runs: Promise<void>[] = [];
  let closed = false;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // safe because it listens on a port
  const fake: FakeInngest = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    functions: [],
    calls: [],
    before: async () => {},
    sync: async (app) => (await fetch(app, { method: "PUT" })).status,
    async close() {
      closed = true;
      await Promise.all(runs);
      server.close();
    },
  };

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const body: unknown = JSON.parse(await textOf(request));
    if (request.url === `/e/${FAKE_KEYS.INNGEST_EVENT_KEY}`) {
      // safe because only Inngest's own client sends here
      const events = (Array.isArray(body) ? body : [body]) as Event[];
      for (const event of events) emit(event);
      return { status: 200, body: { ids: events.map(({ id }) => id ?? randomUUID()), status: 200 } };
    }
    if (request.url?.startsWith("/fn/register") === true && request.headers.authorization !== undefined) {
      // safe for the same reason
      fake.functions = (body as { functions: Registered[] }).functions;
      return { status: 200, body: { ok: true, modified: true } };
    }
    return { status: 404, body: { error: `no ${request.url}` } };
  }

  function emit(event: Event): void {
    for (const one of fake.functions) {
      const triggered = one.triggers.some(
        ({ event: name, expression }) =>
          name === event.name && (expression === undefined || expression.includes(failedIn(event))),
      );
      if (triggered) runs.push(run(one, event));
    }
  }

  async function run(one: Registered, event: Event): Promise<void> {
    const steps: Record<string, unknown> = {};
    const names: string[] = [];
    const runId = randomUUID();
    for (let attempt = 0; attempt < MAX_ATTEMPTS && !closed;) {
      await fake.before(names, attempt);
      const { status, body, final } = await execute(one, event, { runId, attempt, steps });
      // safe because 206 comes with operations
      const ops = status === 206 ? (body as Op[]) : [];
      const named = ops.map((op) => ({ op: op.op, name: op.displayName ?? op.name ?? "" }));
      fake.calls.push({ function: one.id, status, ops: named });
      if (status === 200) return;
      const ended = ops.filter(({ op }) => op === "StepRun" || op === "StepFailed" || (final && op === "StepError"));
      for (const { id, op, data = null, error, displayName, name = "" } of ended) {
        steps[id] = op === "StepRun" ? { type: "data", data } : { type: "error", error };
        names.push(displayName ?? name);
      }
      // A step that failed for good is thrown inside the function, which may catch it.
      if (ended.length > 0) attempt = 0;
      else if (final) return emit(failed(one, event, runId, body));
      else {
        attempt += 1;
        await pause(RETRY_MS);
      }
    }
  }

  return fake;
}

interface Attempt {
  runId: string;
  attempt: number;
  steps: Record<string, unknown>;
}

async function execute(one: Registered, event: Event, { runId, attempt, steps }: Attempt) {
  const body = canonical({
    version: 2,
    event: { ts: 1, ...event },
    events: [{ ts: 1, ...event }],
    steps,
    ctx: {
      run_id: runId,
      fn_id: one.id,
      attempt,
      max_attempts: MAX_ATTEMPTS,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: Object.keys(steps), current: Object.keys(steps).length },
    },
  });
  const response = await fetch(one.steps.step.runtime.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-inngest-signature": signatureOf(body) },
    body,
  });
  const noRetry = response.headers.get("x-inngest-no-retry") === "true";
  return { status: response.status, body: (await response.json()) as unknown, final: noRetry };
}

function failed(one: Registered, event: Event, runId: string, error: unknown): Event {
  return { name: "inngest/function.failed", data: { function_id: one.id, run_id: runId, error, event } };
}

/** The quoted id in the expression by which a function asks for its own failures. */
function failedIn({ data }: Event): string {
  const id = typeof data === "object" && data !== null && "function_id" in data ? data.function_id : "";
  return `'${String(id)}'`;
}

export function signatureOf(body: string): string {
  const seconds = Math.round(Date.now() / 1000).toString();
  const key = SIGNING_KEY.replace(/^signkey-\w+-/, "");
  return `t=${seconds}&s=${createHmac("sha256", key).update(body).update(seconds).digest("hex")}`;
}

/** JSON with sorted names (RFC 8785), which is what is signed. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text === "" ? "null" : text;
}
