import type { LogEvent } from "./event.ts";

/**
 * What an event's lines belong to: the service they name, else their container, else the source that they came in. What names a part of a
 * program is no service: a logger named after code (`com.acme.Billing`, `app/quote`), a layer that every program has (`http`, `db`), and the
 * subsystem that a database writes where others write a service (MongoDB's `NETWORK`, MySQL's `Server`).
 */
export function serviceOf({
  service,
  source,
  attributes,
  format,
}: Pick<LogEvent, "service" | "source" | "attributes" | "format">): string {
  if (service !== null && service !== "" && !isPart(service, attributes["log.logger"], format)) return service;
  const container = attributes["container.name"];
  return typeof container === "string" && container !== "" ? container.replace(REPLICA, "") : serviceOfSource(source);
}

const isPart = (name: string, logger: unknown, format: string): boolean =>
  SUBSYSTEMS.has(format) ||
  PROTOCOL.test(name) ||
  CLASS.test(name) ||
  (name === logger && (LAYER.test(name) || CODE.test(name)));

/** Formats of one product, in which that place holds a part of it. */
const SUBSYSTEMS = new Set(["mongodb", "mongodb-text", "mysql-error", "weblogic", "websphere"]);
/** What no service is called. */
const PROTOCOL = /^(?:https?|grpc|rpc|tcp|graphql|root|main|default|console|stdout|stderr)$/i;
/** Loggers of layers that any program has. */
const LAYER =
  /^(?:app|net|rest|server|client|handlers?|router|middleware|controllers?|logger|std|db|sql|orm|repository|repo|store|pool|core|system|internal|runtime|startup|boot|access|requests?|errors?|audit|metrics|health)$/i;
/** `o.e.c.r.a.DiskThresholdMonitor`, `shop::billing`: a class or module, whoever says so. */
const CLASS = /^[\w$]+(?:\.[\w$]+)*\.[A-Z][\w$]*$|::/;

/** `booking-1` of Compose is the first container of `booking`. */
const REPLICA = /[-_]\d{1,3}$/;
/** `a.b.C`, `a/b`, `a::b`, `user@db`, `orderService`, `InnoDB`. */
const CODE = /[./:@#$\\<>]|[a-z][A-Z]|^[A-Z]/;
const ENDINGS = /\.(?:gz|zst|zip|bz2|xz|log|txt|json|jsonl|ndjson|out|err|csv|\d{1,8})$/i;

/** Which of a program's logs it is: `edge.access.log`, `access_log`. */
const STREAM = /\.(?:access|errors?|stdout|stderr)$|_log$/i;

/** `var/log/postgres.log.1.gz` → `postgres`. */
export function serviceOfSource(name: string): string {
  if (name === last.name) return last.stem;
  last = { name, stem: stemOf(name) };
  return last.stem;
}

// Events come a source at a time.
let last = { name: "", stem: "" };

function stemOf(name: string): string {
  let stem = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  while (ENDINGS.test(stem) && stem.lastIndexOf(".") > 0) stem = stem.slice(0, stem.lastIndexOf("."));
  while (stem.search(STREAM) > 0) stem = stem.replace(STREAM, "");
  return stem === "" ? name : stem;
}
