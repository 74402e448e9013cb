import { defineRule } from "../rule.ts";

export const postgresUnreachable = defineRule({
  id: "db_connection.postgres_unreachable",
  title: "PostgreSQL cannot be reached",
  headline: "PostgreSQL at {peer} cannot be reached",
  severity: "critical",
  why: "Every request that needs the database fails from here on, and pools fill up with waiters.",
  match: {
    any: [
      /connection to server at "?(?<peer>[\w.:-]{1,80})"?.{0,80}failed/i,
      /could not connect to server/i,
      /could not translate host name "?(?<peer>[\w.-]{1,80})"?/i,
      /connection to server on socket "(?<peer>[^"]{1,120})" failed/i,
      /server closed the connection unexpectedly/i,
      /terminating connection due to administrator command/i,
      /the database system is (?:starting up|shutting down|in recovery mode|not accepting connections)/i,
      /\bPSQLException\b.{0,80}\b(?:I\/O error|connection attempt failed|Connection to \S{1,80} refused)/i,
      /An I\/O error occurred while sending to the backend/i,
      /\bSSL SYSCALL error\b/i,
      /(?:psycopg2?|asyncpg|pgx|pgconn|PG)[\w.:]{0,40}(?:OperationalError|ConnectionBad|UnableToSend|InterfaceError|ConnectionDoesNotExistError|CannotConnectNowError|ConnectError)/i,
      /terminating connection because of crash of another server process/i,
      /no pg_hba\.conf entry for host "?(?<peer>[\w.:-]{1,80})/i,
      /unexpected EOF on client connection/i,
      /could not receive data from client: Connection reset/i,
      /\bNpgsqlException\b|\bPostgresException\b.{0,60}(?:57P0[123]|08)|\bExecuteNonQuery requires an open connection|\bconnection to server on socket\b|\bPG::ConnectionBad\b|\bconn(?:ection)? closed\b.{0,20}pgx|\bpgx?: .{0,60}(?:connect|closed|reset)/i,
      /\btokio_postgres\b.{0,40}connection|\b(?:Mariaex|Postgrex|MyXQL|DBConnection)\.(?:Error|ConnectionError|Protocol)\b.{0,80}(?:connect|closed|timeout)|\bConnection terminated (?:unexpectedly|due to connection timeout)/i,
    ],
    not: [/could not connect to the primary server|password authentication failed/i],
  },
  fires: [
    'psycopg2.OperationalError: connection to server at "10.1.0.5", port 5432 failed: timeout expired',
    "FATAL:  the database system is starting up",
    "org.postgresql.util.PSQLException: An I/O error occurred while sending to the backend.",
    'FATAL:  no pg_hba.conf entry for host "10.2.0.9", user "app", database "shop", SSL off',
    "FATAL:  terminating connection due to administrator command",
  ],
  silent: [
    'FATAL:  could not connect to the primary server: connection to server at "pg1" failed: timeout',
    "LOG:  connection authorized: user=app database=shop",
    "LOG:  database system is ready to accept connections",
  ],
  advice: {
    debugging: [
      "`pg_isready -h <host> -p 5432` from the client's host; then `select count(*), state from pg_stat_activity group by 2`.",
      "Read the server's own log at that minute: a restart, a failover or a crash of a backend names itself there.",
    ],
    quickFixes: [
      "Point clients at the current primary (`select pg_is_in_recovery()` tells which one that is) and recycle their pools.",
    ],
    durableFixes: [
      "Let pools test connections before use and retry with back-off; put a stable name or a proxy in front of failovers.",
    ],
    links: [
      {
        title: "PostgreSQL: server start-up and connection problems",
        url: "https://www.postgresql.org/docs/current/server-start.html",
      },
    ],
  },
});
