import { defineRule } from "../rule.ts";

export const connections = defineRule({
  id: "resource_exhaustion.connections",
  title: "No connection slots are left",
  severity: "critical",
  why: "The server accepts no more connections: new clients fail, while those that are in go on.",
  match: {
    any: [
      /\btoo many connections\b|\btoo many clients already\b|\bToo many open connections\b/i,
      /remaining connection slots are reserved/i,
      /\bmax(?:imum)?(?:[ _-]number[ _-]of)?[ _-](?:client[ _-])?connections? (?:\(\d+\) )?(?:has been |was |limit )?(?:reached|exceeded|hit)\b|\bmax number of clients reached\b/i,
      /\bconnection limit (?:has been |was |is )?(?:exceeded|reached)\b|\bno more connections allowed\b|\bmax_client_conn\b|\bno more connections\b/i,
      /\bORA-(?:00018|00020|12519|12520|12516)\b|\bER_CON_COUNT_ERROR\b|\bUser '?\S{1,60}'? has exceeded the '?max_user_connections|\bmax_user_connections\b.{0,40}active/i,
      /worker_connections are not enough|\bconnection refused because too many open connections\b/i,
      /\bnf_conntrack: (?:nf_conntrack: )?table full|\bip_conntrack: table full/i,
      /\b(?:PAT|NAT) pool exhausted\b|\bSNAT (?:port )?exhaust|\bCannot assign requested address\b|\bEADDRNOTAVAIL\b|\bport exhaustion\b/i,
      /possible SYN flooding on|\bTCP: out of memory\b|\bTCP: too many orphaned sockets\b|\blisten queue overflow|\bNeighbou?r table overflow/i,
      /\bconnection error: desc = "?transport: too many|\bhttp2: too many concurrent streams|\bmaxconn\b.{0,20}reached|\bPooled connection request timed out\b/i,
      /accept4?\(?\)?:? .{0,20}(?:failed \(24|failed \(23)/i,
      /\breached maxconn\b|\bmaxconn limit\b|\bconnection limit\b.{0,20}(?:reached|exceeded)/i,
      /\bSQLSTATE\W{1,4}53300\b|\blacked sufficient buffer space or because a queue was full\b|\bWSAENOBUFS\b|\bSocketException \(10055\)|\bENOBUFS\b|\bNo buffer space available\b/i,
      /\btoo many (?:simultaneous|concurrent|active|parallel|pending|running|open) (?:queries|requests|sessions|connections|transactions|statements|processes|jobs|streams|parts|files|channels|operations|tasks|users)\b|\bTOO_MANY_(?:SIMULTANEOUS_QUERIES|CONNECTIONS|PARTS|SESSIONS|PROCESSES|OPEN_FILES)\b/i,
      /\b(?:sockets?|connections?|descriptors?|threads?|process(?:es)?|handles?|sessions?|workers?|ports?|inodes?|semaphores?|slots?|leases?|IP address(?:es)?) (?:count|limit|table|number|quota|pool|range|space)s? (?:has been |was |is |have been )?(?:exceeded|reached|exhausted|full|used up|depleted)\b|\bno (?:more |free |available )(?:sockets?|threads?|process(?:es)?|handles?|sessions?|workers?|ports?|IP address(?:es)?|leases?|descriptors?)(?: (?:left|available|remaining))?\b|\brun(?:ning)? out of (?:sockets|threads|processes|handles|sessions|workers|ports|IP addresses|leases|descriptors|connections)\b/i,
    ],
    not: [/negotiated|max_connections ?[=:]/i],
  },
  fires: [
    "Unable to accept new connection, system socket count has been exceeded.",
    "DB::Exception: Too many simultaneous queries. Maximum: 100. (TOO_MANY_SIMULTANEOUS_QUERIES)",
    "System.Net.Sockets.SocketException (10055): An operation on a socket could not be performed because the system lacked sufficient buffer space or because a queue was full",
    "FATAL:  sorry, too many clients already",
    "ERROR 1040 (HY000): Too many connections",
    "kernel: nf_conntrack: nf_conntrack: table full, dropping packet",
    "nginx: 1024 worker_connections are not enough",
  ],
  silent: ["socket limit is 65535", "max_connections = 200", "connections active=12 idle=8 too_many=0"],
  advice: {
    debugging: [
      "PostgreSQL: `select usename, client_addr, state, count(*) from pg_stat_activity group by 1,2,3 order by 4 desc`; MySQL: `SHOW PROCESSLIST`; kernel: `conntrack -C`.",
      "Multiply pool size by instances for each client: the sum against the server's limit.",
    ],
    quickFixes: [
      "End idle sessions, or scale the loudest client down; raise `net.netfilter.nf_conntrack_max` when that table is the one.",
    ],
    durableFixes: ["Put a pooler in front (PgBouncer, ProxySQL) and size pools from the server's limit downwards."],
    links: [
      {
        title: "PostgreSQL: max_connections",
        url: "https://www.postgresql.org/docs/current/runtime-config-connection.html",
      },
    ],
  },
});
