import type { LogEvent } from "../events/event.ts";

/** A value that several services write when they serve the same thing. */
export interface Key {
  value: string;
  /** `request`: lives as long as one request. `entity`: an order, a payment, a job; lives longer. */
  kind: "request" | "entity";
}

const REQUEST = new Set(["trace", "request", "req", "correlation", "activity", "operation", "parent"]);
/** Names that end like an identifier and identify no unit of work. */
const NEVER = new Set(["process", "thread", "host", "node", "pod", "container", "user", "client", "session", "device"]);
/** Names without `id` that identify a unit of work. */
const BARE = new Set([
  "trace",
  "request",
  "req",
  "order",
  "payment",
  "invoice",
  "booking",
  "transaction",
  "job",
  "task",
  "ref",
  "correlation",
]);
const MAX_TEXT = 2_000;
const MAX_KEYS = 6;
const PAIR = /([A-Za-z][\w.-]{1,30})=["']?([\w-]{5,64})(?![\w-])/g;
const OPAQUE = /\d/;

/** The keys of an event: attributes first, then `key=value` in its text. At most six. */
export function keysOf(event: Pick<LogEvent, "attributes" | "message">): Key[] {
  const keys: Key[] = [];
  for (const name in event.attributes) {
    const kind = kindOf(name);
    if (kind !== null) push(keys, kind, String(event.attributes[name]));
  }
  const text = event.message.length > MAX_TEXT ? event.message.slice(0, MAX_TEXT) : event.message;
  if (!text.includes("=")) return keys;
  for (const [, name = "", value = ""] of text.matchAll(PAIR)) {
    const kind = kindOf(name);
    if (kind !== null) push(keys, kind, value);
  }
  return keys;
}

function push(keys: Key[], kind: Key["kind"], value: string): void {
  if (keys.length >= MAX_KEYS || value.length < 5 || value.length > 64 || !OPAQUE.test(value)) return;
  if (/^[0-]+$/.test(value) || keys.some((key) => key.value === value)) return;
  keys.push({ kind, value });
}

const known = new Map<string, Key["kind"] | null>();
const MAX_KNOWN = 5_000;

/** `trace_id`, `X-Request-Id`, `orderId`, `order.id`, `booking` → a kind; `user_id`, `pid`, `duration` → null. Cached. */
function kindOf(name: string): Key["kind"] | null {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s._-]+/)
    .filter((word) => word !== "x" && word !== "");
  const last = words.at(-1) ?? "";
  const joined = /^(.{3,})(?:id|uuid|guid|ref|no)$/.exec(last)?.[1];
  const isId = /^(?:id|ids|uuid|guid|ref|no|number)$/.test(last) || joined !== undefined;
  const subject = joined ?? (isId ? words.at(-2) : last) ?? "";
  let kind: Key["kind"] | null = null;
  if (!NEVER.has(subject) && subject !== "" && (isId || BARE.has(last)))
    kind = REQUEST.has(subject) ? "request" : "entity";
  if (known.size < MAX_KNOWN) known.set(name, kind);
  return kind;
}
