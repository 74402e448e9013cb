import type { Category } from "../vocabulary.ts";

/** A line that speaks against a failure still going on. */
export interface Recovery {
  seq: number;
  timeMs: number | null;
  service: string | null;
  /** Null: of whatever failed in that service. */
  categories: readonly Category[] | null;
  /** The line says that a second try worked. */
  ofRetry?: true;
}

export type Over = Pick<Recovery, "categories" | "ofRetry">;

/** What says that something is over, and of which categories. */
export const RECOVERIES: readonly (Over & { pattern: RegExp })[] = [
  {
    pattern:
      /\b(?:retry|retries|attempt)\b[^\n]{0,24}\b(?:succeeded|successful|worked)\b|\b(?:succeeded|successful|successfully|ok|completed|delivered|connected|sent)\b (?:on|after|at|in|with) (?:the |a |[a1] single )?(?:\d{1,3} |second |third |2nd |3rd |next )?(?:retry|retries|attempts?|try|tries)\b/i,
    categories: [
      "upstream_timeout",
      "connection_refused",
      "dns_failure",
      "db_connection",
      "dependency_failure",
      "rate_limit",
      "tls_error",
      "deadlock",
    ],
    ofRetry: true,
  },
  {
    pattern: /\b(?:re-?connected|connection (?:was |has been |is )?(?:re-?established|restored|recovered))\b/i,
    categories: [
      "db_connection",
      "connection_refused",
      "upstream_timeout",
      "dns_failure",
      "dependency_failure",
      "tls_error",
      "replication",
    ],
  },
  {
    pattern: /\bcircuit ?breaker\b.*\b(?:closed|half.?open to closed)\b/i,
    categories: ["dependency_failure", "upstream_timeout"],
  },
  { pattern: /\b(?:server|backend|upstream|host|target)\b.* is (?:UP|healthy|back)\b/i, categories: null },
  { pattern: /\b(?:has |have |fully )?recovered\b/i, categories: null },
  { pattern: /\bback to normal\b/i, categories: null },
  {
    pattern: /\b(?:elected (?:new |as )?leader|became leader|quorum (?:restored|regained)|caught up with)\b/i,
    categories: ["replication"],
  },
  { pattern: /\b(?:backlog|queue)\b.* (?:drained|cleared|back below)/i, categories: ["queue_backlog"] },
  { pattern: /\bdisk (?:usage|space)\b.*\b(?:back (?:below|under)|freed|reclaimed)\b/i, categories: ["disk_full"] },
];

const NOT_YET = /\b(?:not|never|cannot|can't|could not|failed to|unable to|until|panic|waiting)\b/i;

/** Whether a line that reads like a recovery only speaks of one to come. */
export const isNotYet = (text: string): boolean => NOT_YET.test(text.slice(0, 400));
