/** Rises when a golden result changes. Stored with each group, so an older project keeps resolving its fingerprints. */
export const ENGINE_VERSION = 3;

/** Levels from quiet to loud. An event without one has `null`; screens call that `unknown`. */
export const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type Level = (typeof LEVELS)[number];

/** Severities from loud to quiet. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a finding is counted as. A rule's id is `category.name`. */
export const CATEGORIES = [
  "oom_memory",
  "db_connection",
  "tls_error",
  "rate_limit",
  "upstream_timeout",
  "disk_full",
  "payment_failure",
  "generic_critical",
  "auth_failure",
  "dns_failure",
  "connection_refused",
  "deadlock",
  "resource_exhaustion",
  "crash_loop",
  "permission_denied",
  "config_error",
  "queue_backlog",
  "replication",
  "dependency_failure",
  "data_corruption",
] as const;
export type Category = (typeof CATEGORIES)[number];

/** `message` and `raw` text kept in memory and in the database are cut here; offset and length still span all of it. */
export const MAX_MESSAGE_CHARS = 32_768;

/** One ingestion keeps at most this many templates; the rest is counted in the group of `OVERFLOW_FINGERPRINT`. */
export const MAX_TEMPLATES = 100_000;
export const OVERFLOW_FINGERPRINT = "v1:overflow";
