import { defineRule } from "../rule.ts";

export const databaseUnavailable = defineRule({
  id: "db_connection.database_unavailable",
  title: "The database cannot be used",
  severity: "high",
  why: "A client says that it has no working database connection; what it serves from the database fails.",
  general: true,
  match: {
    any: [
      /(?:unable|failed|cannot|can't|could not|couldn't|error) (?:to )?(?:connect(?:ing)?|establish(?:ing)?(?: a)? connection|open(?:ing)?(?: a)? connection|reach)(?:ion)? ?(?:to|with)? (?:the |a )?(?:\w+ )?(?:database|db|postgres\w*|mysql|mariadb|mongo\w*|cassandra|oracle|datasource|data source|sql server|couchdb|dynamodb|cockroach\w*)\b/i,
      /\b(?:database|db) (?:connection|server|host)s? (?:\w+ ){0,2}(?:failed|failure|lost|refused|closed unexpectedly|error|unavailable|unreachable|dropped|timed out|timeout|down|broken|reset|terminated|aborted)\b/i,
      /\b(?:database|db) (?:is |was )?(?:unavailable|unreachable|down|not (?:reachable|available|ready|responding))\b/i,
      /\b(?:lost|closed|dropped|broken) (?:the )?(?:connection|session) (?:to|with) (?:the )?(?:\w+ )?(?:database|db|postgres\w*|mongo\w*)\b/i,
      /\bno (?:database|db) connection(?:s)? (?:available|could)/i,
      /connection (?:to|with) (?:the )?(?:\w+ )?(?:database|db|postgres\w*|mysql|mariadb|mongo\w*) (?:\S+ )?(?:failed|lost|refused|closed|timed out|terminated|was lost|error)/i,
      /\bAll host\(s\) tried for query failed\b|NoHostAvailable/i,
      /\bNoNodeAvailableException\b|None of the configured nodes (?:are|were) available/i,
      /\bcould not find driver\b/i,
      /\bSQLSTATE\W{1,4}(?:08\w{3}|57P0[123])\b|\bterminating connection due to administrator command\b|\b(?:MASTERDOWN Link with MASTER|pgbouncer cannot connect to server|server conn crashed\?|query_wait_timeout)\b/i,
      /\bCan.t reach database server at\b|\bdatabase connection (?:pool )?(?:could not be|was not) (?:established|created)\b|\bconnection to (?:database|server) (?:at|on) .{1,80} failed\b|\bno connection to the server\b|\bCluster is unavailable\b.{0,40}(?:cassandra|scylla)|\bERR_CONNECTION_(?:LOST|CLOSED)\b.{0,40}(?:db|sql)/i,
      /\b(?:database|postgres\w*|npgsql|mysql|mariadb|mongo\w*|redis|oracle|cassandra|clickhouse|couchbase|neo4j|influx\w*|sql ?server|mssql|psycopg2?|hibernate|sequelize|jdbc)\b.{0,60}\b(?:connect\w*|connection)\b.{0,60}\b(?:fail\w*|lost|unreachable|unavailable|timed? ?out|aborted|broken|dropped|terminated|no route to host|reset by peer)\b/i,
      /\b(?:Npgsql|MySqlConnector|Oracle\.ManagedDataAccess|Microsoft\.Data\.SqlClient)\b.{0,40}(?:Exception)?.{0,40}\bFailed to connect\b|\bFailed to connect to (?:\S{1,80}:)?(?:5432|3306|1433|1521|27017|6379|9042|26257)\b|:(?:5432|3306|1433|1521|27017|9042|26257)\b.{0,40}\b(?:connection (?:lost|closed|reset|failed)|unreachable|no route to host|timed? ?out|i\/o timeout)/i,
      /\b(?:error|fail(?:ed|ure)?|problem|trouble|unable|cannot|could not) (?:to )?(?:communicat|talk|speak|interact|query)\w* (?:with |to )?(?:the |a )?(?:\w+ )?(?:database|db|datasource|postgres\w*|mysql|mariadb|mongo\w*)\b/i,
      /\b(?:error|fail\w*|unable|cannot|could not|problem) (?:in |while |to )?(?:establish|open|creat|obtain|acquir|get|mak|initiali[sz])\w* (?:a |the )?(?:new )?(?:\w+ )?(?:database|db|sql|jdbc|datasource) (?:connection|session|link|handle)\b|\b(?:database|db) (?:has )?(?:gone away|went away|disappeared|not accessible|cannot be reached|can't be reached)\b/i,
    ],
    not: [
      /group_replication|to the primary server|Member with address|timeout[=: ]{1,3}\d|password|denied|authenticat|retry succeeded/i,
    ],
  },
  fires: [
    "WordPress database error: Error establishing a database connection",
    "Error: error communicating with database: unexpected end of stream",
    "Npgsql.NpgsqlException: Failed to connect to 10.0.0.9:5432",
    "redis: connection pool: failed to dial, connection timed out",
    "SQLSTATE[08006] [7] server closed the connection",
    "FATAL:  terminating connection due to administrator command",
    'Error="Unable to connect to Database" DSN=catalogue_user@tcp(db:3306)/shop',
    "database connection lost, retrying in 5s",
    "failed to connect to the database: timeout",
  ],
  silent: [
    "establishing a database connection to db-1",
    "communicating with the database every 5 s",
    "database connection pool ready, connect timeout 5s",
    "connected to redis in 2 ms",
    "SQLSTATE[00000] ok",
    "connected to database shop in 12ms",
    "database connection pool size 20",
  ],
  advice: {
    debugging: [
      "Try the connection string that this service uses, by hand, from its own host; then read the database's log for the same minute.",
    ],
    quickFixes: [
      "Restore the database or the route to it, and restart the services whose pools did not recover by themselves.",
    ],
    durableFixes: ["Report database health in the readiness probe, so that traffic stays away while it is gone."],
    links: [
      {
        title: "OpenTelemetry: database client spans",
        url: "https://opentelemetry.io/docs/specs/semconv/database/database-spans/",
      },
    ],
  },
});
