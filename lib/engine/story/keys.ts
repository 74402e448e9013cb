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
const EMPTY = /^[0-]+$/;

/** Where the events of one template carry keys. */
interface Places {
  attributes: string[];
  text: boolean;
  seen: number;
}

/** So many events of a template are read in full to learn where its keys are. */
const LEARN = 8;
const MAX_TEMPLATES = 100_000;

type Keyed = Pick<LogEvent, "attributes" | "message" | "fingerprint">;

/** Reads the keys of events: attributes first, then `key=value` in the text; at most six of each event. */
export function createKeyReader(): (event: Keyed) => Key[] {
  const templates = new Map<string, Places>();
  return (event) => {
    const places = templates.get(event.fingerprint) ?? { attributes: [], text: false, seen: 0 };
    if (places.seen === 0 && templates.size < MAX_TEMPLATES) templates.set(event.fingerprint, places);
    if (places.seen < LEARN) learn(places, event);
    const keys: Key[] = [];
    for (const name of places.attributes) push(keys, kindOf(name), event.attributes[name]);
    if (places.text) readText(keys, event.message);
    return keys;
  };
}

function learn(places: Places, { attributes, message }: Keyed): void {
  places.seen += 1;
  for (const name in attributes) {
    if (kindOf(name) !== null && !places.attributes.includes(name)) places.attributes.push(name);
  }
  if (!places.text) {
    const found: Key[] = [];
    readText(found, message);
    places.text = found.length > 0;
  }
}

function readText(keys: Key[], message: string): void {
  const text = message.length > MAX_TEXT ? message.slice(0, MAX_TEXT) : message;
  if (!text.includes("=")) return;
  for (const [, name = "", value = ""] of text.matchAll(PAIR)) {
    push(keys, kindOf(name), value);
    if (keys.length >= MAX_KEYS) return;
  }
}

function push(keys: Key[], kind: Key["kind"] | null, value: unknown): void {
  if (kind === null || keys.length >= MAX_KEYS || (typeof value !== "string" && typeof value !== "number")) return;
  const text = String(value);
  if (text.length < 5 || text.length > 64 || !OPAQUE.test(text) || EMPTY.test(text)) return;
  if (!keys.some((key) => key.value === text)) keys.push({ kind, value: text });
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
