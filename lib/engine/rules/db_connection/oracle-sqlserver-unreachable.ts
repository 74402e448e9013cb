import { defineRule } from "../rule.ts";

export const oracleSqlserverUnreachable = defineRule({
  id: "db_connection.oracle_sqlserver_unreachable",
  title: "The database server cannot be reached",
  headline: "The database server refused or lost the connection ({code})",
  severity: "critical",
  why: "The client's network layer could not open or keep a session: every statement of that client fails.",
  match: {
    any: [
      /\b(?<code>ORA-(?:12541|12514|12505|12170|12537|12545|12547|12560|12571|03113|03114|03135|01033|01034|01089|12528|12518|12519|12520|12516|17002))\b/i,
      /\bTNS:(?:no listener|listener does not currently know|could not resolve|connection closed|connect timeout|lost contact)/i,
      /network-related or instance-specific error/i,
      /The (?:TCP\/IP connection to the host|connection to the host) (?<code>[\w.\\-]{1,80}),? .{0,40}(?:has )?failed/i,
      /Cannot open database "?(?<code>[\w-]{1,60})"? requested by the login/i,
      /A transport-level error has occurred/i,
      /\bSQL ?Server\b.{0,40}\b(?:does not exist or access denied|connection (?:is )?closed|not found or was not accessible)/i,
      /Login timeout expired/i,
      /Named Pipes Provider: Could not open a connection/i,
      /TCP Provider: .{0,60}(?:error|failed|timeout|wait operation)/i,
      /Database '?(?<code>[\w-]{1,60})'? .{0,60}is not currently available/i,
      /\bSQLCODE=-30081\b|\bERRORCODE=-4499\b/i,
      /\bThe Network Adapter could not establish the connection\b|\bIO Error: (?:Connection reset|Got minus one from a read call|Socket read|The Network Adapter)|\bClosed Connection\b.{0,20}(?:ORA|oracle)|\bORA-(?:12154|12170|12535|12606|12609|25408|03137|12152|12153)\b/i,
    ],
  },
  fires: [
    "java.sql.SQLRecoverableException: IO Error: The Network Adapter could not establish the connection",
    "ORA-12541: TNS:no listener",
    "A network-related or instance-specific error occurred while establishing a connection to SQL Server.",
    "com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the host db1, port 1433 has failed.",
  ],
  silent: ["TNS-12541 documented in the runbook index"],
  advice: {
    debugging: [
      "Oracle: `lsnrctl status` and `tnsping <alias>`; SQL Server: `Test-NetConnection <host> -Port 1433` and the ERRORLOG.",
    ],
    quickFixes: [
      "Start the listener or the instance; ORA-12514 means that the service name is not registered: `alter system register`.",
    ],
    durableFixes: ["Use the scan or listener name of the availability group instead of a node's name."],
    links: [
      { title: "Oracle: ORA-12541", url: "https://docs.oracle.com/error-help/db/ora-12541/" },
      {
        title: "SQL Server: network-related errors",
        url: "https://learn.microsoft.com/en-us/troubleshoot/sql/database-engine/connect/network-related-or-instance-specific-error-occurred-while-establishing-connection",
      },
    ],
  },
});
