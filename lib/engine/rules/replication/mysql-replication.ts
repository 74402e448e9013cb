import { defineRule } from "../rule.ts";

export const mysqlReplication = defineRule({
  id: "replication.mysql_replication",
  title: "MySQL replication or the cluster is broken",
  severity: "critical",
  why: "The replica falls behind or the node has left the cluster: reads are stale, and a failover would lose data.",
  yieldsTo: ["resource_exhaustion", "disk_full", "oom_memory"],
  match: {
    any: [
      /\b(?:Slave|Replica) (?:SQL|I\/O|IO)(?: for channel '\S{0,40}')?:.{0,40}(?:error|failed|Error)|\bSlave_(?:IO|SQL)_Running: No\b|\bReplica_(?:IO|SQL)_Running: No\b|\bLast_(?:IO|SQL)_Errno: [1-9]/i,
      /\bGot fatal error \d+ from (?:master|source)\b|\berror (?:reconnecting|connecting) to (?:master|source)\b|\bError reading packet from server\b|\bRelay log (?:read failure|write failure)\b|\bCould not find first log file name in binary log/i,
      /\bSeconds_Behind_(?:Master|Source): (?:\d{3,}|NULL)\b|\bmulti-threaded slave statistics\b.{0,10}waited/i,
      /\bReceived NON-PRIMARY\b|\bstatus: non-primary\b|\bprimary = no\b|\bnon-Primary\b|\bWSREP has not yet prepared node\b|\bfailed to reach primary view\b|\bShifting (?:SYNCED|JOINED|JOINER|PRIMARY|DONOR\S{0,12}) -> (?:OPEN|CLOSED|DESTROYED)/i,
      /\bturning message relay requesting on\b|\b(?:gmcast|evs|pc)\b.{0,80}(?:peer_timeout|suspect|inactive|timed out)|\bGalera\b.{0,120}(?:timed out|failed|inconsisten|aborting|desync)/i,
      /\binconsistent with group\b|\bWSREP: .{0,60}(?:failed|error|abort)|\bState transfer .{0,60}failed|\bSST failed\b|\bIST .{0,40}failed\b/i,
      /\bMember (?:was )?expelled from the group\b|\bgroup_replication\b.{0,160}(?:error|unreachable|expelled|lost|left)|\bMember with address \S{1,60} has become unreachable|\bThis server is not able to reach a majority\b/i,
      /\bSemi-sync replication switched OFF\b|\bTimeout waiting for reply of binlog\b/i,
      /\b(?:Slave|Replica) (?:SQL|I\/O|IO)(?: for channel '\S{0,40}')?: |\bCould not execute (?:Write|Update|Delete)_rows event\b|\breplication (?:SQL )?thread (?:stopped|aborted|exited)/i,
      /\bSlave(?: SQL)?: |\bCan't find record in '[^']{1,80}'.{0,20}Error_code: 1032|\bError_code: (?:1032|1062|1236|1593|1594|1595|1872)\b/i,
    ],
  },
  fires: [
    "[ERROR] [Repl] Slave I/O for channel '': error connecting to master 'repl@10.0.0.5:3306' - retry-time: 60",
    "[Note] [Galera] Received NON-PRIMARY.",
    "[Warning] Timeout waiting for reply of binlog (file: bin.000021, pos: 1182), semi-sync up to file , position 0.",
    "Got fatal error 1236 from master when reading data from binary log",
  ],
  silent: [
    "Slave_IO_Running: Yes Slave_SQL_Running: Yes Seconds_Behind_Master: 0",
    "[Note] [Galera] Shifting JOINED -> SYNCED (TO: 1182)",
  ],
  advice: {
    debugging: [
      "`SHOW REPLICA STATUS\\G`: Last_IO_Error and Last_SQL_Error; Galera: `SHOW STATUS LIKE 'wsrep_%'` (cluster_status, cluster_size).",
      "Which side lost which? Compare the time of the first line on every node.",
    ],
    quickFixes: [
      "Restart the stopped thread (`START REPLICA`), or bootstrap the Galera node with the highest seqno (`pc.bootstrap=1`) after all others are off.",
    ],
    durableFixes: ["An odd number of nodes in different failure domains; alert on lag and cluster size."],
    links: [
      {
        title: "MySQL: replication troubleshooting",
        url: "https://dev.mysql.com/doc/refman/8.0/en/replication-problems.html",
      },
      { title: "Galera: quorum", url: "https://galeracluster.com/library/documentation/weighted-quorum.html" },
    ],
  },
});
