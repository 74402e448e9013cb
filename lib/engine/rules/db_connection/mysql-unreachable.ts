import { defineRule } from "../rule.ts";

export const mysqlUnreachable = defineRule({
  id: "db_connection.mysql_unreachable",
  title: "MySQL cannot be reached",
  headline: "MySQL at {peer} cannot be reached",
  severity: "critical",
  why: "Clients lose or cannot open their connection; every query of theirs fails until it is back.",
  match: {
    any: [
      /can't connect to (?:local )?(?:mysql|mariadb) server (?:through socket|on) '(?<peer>[^']{1,80})'/i,
      /can't connect to (?:local )?(?:mysql|mariadb) server/i,
      /lost connection to (?:mysql|mariadb) server/i,
      /(?:mysql|mariadb) server has gone away/i,
      /\bCommunications link failure\b/i,
      /\bServer has closed the connection\b/i,
      /\bCR_CONN_HOST_ERROR\b|\bCR_SERVER_LOST\b|\bCR_SERVER_GONE_ERROR\b/i,
      /PROTOCOL_CONNECTION_LOST/i,
      /Can't add new command when connection is in closed state/i,
      /\binvalid connection\b.{0,40}mysql|mysql.{0,60}\b(?:invalid connection|bad connection|broken pipe)/i,
      /Unknown MySQL server host '(?<peer>[^']{1,80})'/i,
      /Host '(?<peer>[^']{1,80})' is (?:not allowed to connect|blocked because of many connection errors)/i,
      /Aborted connection \d+ to db: '(?<peer>[^']{1,80})'/i,
      /is not allowed to connect to this (?:mysql|mariadb) server/i,
      /\bMySQL Connection not available\b|\bMySQL server is (?:down|not running|unreachable)\b|\bError connecting to (?:MySQL|MariaDB)\b/i,
    ],
  },
  fires: [
    "ERROR 2013 (HY000): Lost connection to MySQL server during query",
    "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure",
    "SQLSTATE[HY000]: General error: 2006 MySQL server has gone away",
    "Error: Connection lost: The server closed the connection. code: 'PROTOCOL_CONNECTION_LOST'",
  ],
  silent: ["mysqld: ready for connections. Version: '8.0.36' port: 3306"],
  advice: {
    debugging: [
      '`mysqladmin -h <host> ping` and the server\'s error log at that time; "gone away" on idle clients points at `wait_timeout`.',
      "`SHOW GLOBAL STATUS LIKE 'Aborted_%'` tells clients that died (Aborted_clients) from those refused (Aborted_connects).",
    ],
    quickFixes: [
      'Restart or fail over the server, then recycle client pools; for "gone away" lower the pool\'s maximum lifetime below `wait_timeout`.',
    ],
    durableFixes: ["Validate connections on borrow and keep `max_allowed_packet` the same on both sides."],
    links: [
      { title: "MySQL: lost connection", url: "https://dev.mysql.com/doc/refman/8.0/en/error-lost-connection.html" },
    ],
  },
});
