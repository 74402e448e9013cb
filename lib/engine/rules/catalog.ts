import type { RuleAdvice } from "./finding.ts";
import type { Rule } from "./rule.ts";
import { AUTH_FAILURE } from "./auth_failure/all.ts";
import { CONFIG_ERROR } from "./config_error/all.ts";
import { CONNECTION_REFUSED } from "./connection_refused/all.ts";
import { CRASH_LOOP } from "./crash_loop/all.ts";
import { DATA_CORRUPTION } from "./data_corruption/all.ts";
import { DB_CONNECTION } from "./db_connection/all.ts";
import { DEADLOCK } from "./deadlock/all.ts";
import { DEPENDENCY_FAILURE } from "./dependency_failure/all.ts";
import { DISK_FULL } from "./disk_full/all.ts";
import { DNS_FAILURE } from "./dns_failure/all.ts";
import { GENERIC_CRITICAL } from "./generic_critical/all.ts";
import { OOM_MEMORY } from "./oom_memory/all.ts";
import { PAYMENT_FAILURE } from "./payment_failure/all.ts";
import { PERMISSION_DENIED } from "./permission_denied/all.ts";
import { QUEUE_BACKLOG } from "./queue_backlog/all.ts";
import { RATE_LIMIT } from "./rate_limit/all.ts";
import { REPLICATION } from "./replication/all.ts";
import { RESOURCE_EXHAUSTION } from "./resource_exhaustion/all.ts";
import { TLS_ERROR } from "./tls_error/all.ts";
import { UPSTREAM_TIMEOUT } from "./upstream_timeout/all.ts";

/** Every built-in rule. Within a category the specific ones come first. */
export const RULES: readonly Rule[] = [
  ...AUTH_FAILURE,
  ...CONFIG_ERROR,
  ...CONNECTION_REFUSED,
  ...CRASH_LOOP,
  ...DATA_CORRUPTION,
  ...DB_CONNECTION,
  ...DEADLOCK,
  ...DEPENDENCY_FAILURE,
  ...DISK_FULL,
  ...DNS_FAILURE,
  ...GENERIC_CRITICAL,
  ...OOM_MEMORY,
  ...PAYMENT_FAILURE,
  ...PERMISSION_DENIED,
  ...QUEUE_BACKLOG,
  ...RATE_LIMIT,
  ...REPLICATION,
  ...RESOURCE_EXHAUSTION,
  ...TLS_ERROR,
  ...UPSTREAM_TIMEOUT,
];

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

export const ruleOf = (id: string): Rule | null => BY_ID.get(id) ?? null;

/** What a person may do next about a finding of this rule; null when there is no such rule. */
export const adviceOf = (id: string): RuleAdvice | null => ruleOf(id)?.advice ?? null;
