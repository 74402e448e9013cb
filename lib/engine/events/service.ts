import type { LogEvent } from "./event.ts";

/**
 * What an event's lines belong to: the service they name, else their container, else the source that they came in. A logger named after code
 * (`com.acme.Billing`, `app/quote`) is a part of a service, not its name.
 */
export function serviceOf({
  service,
  source,
  attributes,
}: Pick<LogEvent, "service" | "source" | "attributes">): string {
  const named = service !== null && service !== "" && !(service === attributes["log.logger"] && CODE.test(service));
  if (named) return service;
  const container = attributes["container.name"];
  return typeof container === "string" && container !== "" ? container.replace(REPLICA, "") : serviceOfSource(source);
}

/** `booking-1` of Compose is the first container of `booking`. */
const REPLICA = /[-_]\d{1,3}$/;
/** `a.b.C`, `a/b`, `a::b`, `user@db`, `orderService`, `InnoDB`. */
const CODE = /[./:@#$\\<>]|[a-z][A-Z]|^[A-Z]|^(?:root|main|app|default|console|stdout|stderr)$/;
const ENDINGS = /\.(?:gz|zst|zip|bz2|xz|log|txt|json|jsonl|ndjson|out|err|csv|\d{1,8})$/i;

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
  return stem === "" ? name : stem;
}
