import { defineRule } from "../rule.ts";

export const refusedByDatabase = defineRule({
  id: "db_connection.refused_by_database",
  title: "The database's port refuses connections",
  headline: "The database at {peer} refuses connections",
  severity: "critical",
  why: "Nothing listens where the client looks for its database: it is down, still starting, or the address is wrong.",
  match: {
    any: [
      /(?<peer>[\w.-]{1,80}:(?:5432|3306|33060?|1433|1521|27017|27018|9042|6379|26257|5433|6432|6380|3307))\b.{0,120}(?:connection refused|ECONNREFUSED|actively refused)/i,
      /(?:connection refused|ECONNREFUSED|actively refused).{0,120}?[ /@(](?<peer>[\w.-]{0,60}:(?:5432|3306|1433|1521|27017|27018|9042|6379|26257|5433|6432))\b/i,
      /Connection to (?<peer>[\w.:-]{1,80}) refused\. Check that the hostname and port are correct/i,
      /SQLSTATE\[(?:HY000|08006|08001)\].{0,60}(?:refused|No such file or directory|timed out|gone away|could not connect)/i,
      /SequelizeConnection(?:Refused)?Error/i,
      /\b(?:DatabaseError|OperationalError|PDOException|JDBCConnectionException|NoHostAvailableException)\b.{0,200}(?:refused|timed out|unreachable|closed|lost)/i,
      /\bdial tcp\b.{0,80}:(?:5432|3306|27017|6379|1433)\b.{0,60}(?:i\/o timeout|no route to host|network is unreachable|connection reset)/i,
      /\bP1001\b.{0,60}Can't reach database server(?: at (?<peer>[`\w.:-]{1,80}))?/i,
      /Can't reach database server(?: at (?<peer>[`\w.:-]{1,80}))?/i,
      /\bdriver: bad connection\b/i,
    ],
  },
  fires: [
    "dial tcp 10.0.0.5:5432: connect: connection refused",
    "Error: connect ECONNREFUSED 127.0.0.1:3306",
    "SQLSTATE[HY000] [2002] Connection refused",
    "PrismaClientInitializationError: Can't reach database server at `db:5432`",
  ],
  silent: ["listening on 0.0.0.0:5432"],
  advice: {
    debugging: [
      "`nc -vz <host> <port>` from the client's host; on the server `ss -ltnp | grep <port>` shows whether anything listens.",
      "In containers: `localhost` is the container itself; the database's service name belongs in the connection string.",
    ],
    quickFixes: [
      "Start the database, or correct host and port in the client's settings, then restart clients that gave up.",
    ],
    durableFixes: ["Wait for the database at start with retries and back-off instead of ordering containers."],
    links: [
      {
        title: "PostgreSQL: client connection problems",
        url: "https://www.postgresql.org/docs/current/server-start.html#CLIENT-CONNECTION-PROBLEMS",
      },
    ],
  },
});
