import type { LogEvent } from "./event.ts";

/** What an event's lines belong to: the service they name, else the source that they came in. */
export function serviceOf(event: Pick<LogEvent, "service" | "source">): string {
  return event.service ?? serviceOfSource(event.source);
}

const ENDINGS = /\.(?:gz|zst|zip|bz2|xz|log|txt|json|jsonl|ndjson|out|err|csv|\d{1,8})$/i;

/** `var/log/postgres.log.1.gz` → `postgres`. */
export function serviceOfSource(name: string): string {
  let stem = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  while (ENDINGS.test(stem) && stem.lastIndexOf(".") > 0) stem = stem.slice(0, stem.lastIndexOf("."));
  return stem === "" ? name : stem;
}
