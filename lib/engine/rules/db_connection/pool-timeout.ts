import { defineRule } from "../rule.ts";

export const poolTimeout = defineRule({
  id: "db_connection.pool_timeout",
  title: "No database connection became free in time",
  headline: "Pool {pool} had no free connection in time",
  severity: "critical",
  why: "Callers waited for a connection and gave up: the database is slow or away, or connections are not given back.",
  match: {
    any: [
      /(?<pool>[\w.-]{1,60}) - Connection is not available, request timed out/i,
      /\bHikariPool\b.{0,60}(?:Connection is not available|Failed to validate connection|Exception during pool initialization)/i,
      /\bSQLTransientConnectionException\b/i,
      /\bCannotGetJdbcConnectionException\b|\bUnable to acquire JDBC Connection\b|\bCould not (?:open JPA EntityManager|get JDBC Connection)\b/i,
      /QueuePool limit of size \d+ overflow \d+ reached/i,
      /ActiveRecord::ConnectionTimeoutError/i,
      /could not obtain a (?:database )?connection (?:from the pool )?within/i,
      /Timeout expired\. +The timeout period elapsed prior to obtaining a connection from the pool/i,
      /\bSequelizeConnectionAcquireTimeoutError\b|ResourceRequest timed out/i,
      /\bKnexTimeoutError\b|Knex: Timeout acquiring a connection/i,
      /Timed out fetching a new connection from the connection pool/i,
      /Cannot get a connection, pool error/i,
      /\bPoolTimedOut\b|pool timed out while waiting for an open connection/i,
      /timeout exceeded when trying to connect/i,
      /\bquery_wait_timeout\b/i,
      /connection not available and request was dropped from queue/i,
      /The connection pool has been exhausted/i,
    ],
  },
  fires: [
    "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
    "sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00",
    "ActiveRecord::ConnectionTimeoutError: could not obtain a connection from the pool within 5.000 seconds",
    "KnexTimeoutError: Knex: Timeout acquiring a connection. The pool is probably full.",
  ],
  silent: ["HikariPool-1 - Start completed.", "HikariPool-1 - Pool stats (total=10, active=1, idle=9, waiting=0)"],
  advice: {
    debugging: [
      "Pool metrics at that minute: active = maximum with waiting > 0 means slow queries or a leak; active = 0 means that the database refuses.",
      "On the server: `select pid, state, now()-state_change, query from pg_stat_activity order by 3 desc limit 10`.",
    ],
    quickFixes: [
      "End the sessions that are `idle in transaction` for long (`pg_terminate_backend`), then restart the leaking instance.",
    ],
    durableFixes: [
      "Turn on leak detection (`leakDetectionThreshold`, `pool_reset_on_return`) and keep pool size × instances below `max_connections`.",
    ],
    links: [
      {
        title: "HikariCP: about pool sizing",
        url: "https://github.com/brettwooldridge/HikariCP/wiki/About-Pool-Sizing",
      },
    ],
  },
});
