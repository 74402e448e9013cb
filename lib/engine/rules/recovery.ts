import type { Category } from "../vocabulary.ts";

/** A line that speaks against a failure still going on. */
export interface Recovery {
  seq: number;
  timeMs: number | null;
  service: string | null;
  /** Null: of whatever failed in that service. */
  categories: readonly Category[] | null;
}

/** What says that something is over, and of which categories. */
export const RECOVERIES: readonly { pattern: RegExp; categories: readonly Category[] | null }[] = [
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
