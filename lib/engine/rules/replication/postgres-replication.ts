import { defineRule } from "../rule.ts";

export const postgresReplication = defineRule({
  id: "replication.postgres_replication",
  title: "PostgreSQL replication is interrupted",
  headline: "Replication slot or standby {name} is in trouble",
  severity: "high",
  why: "The standby no longer follows the primary: a failover would lose what it has not received, and the primary keeps WAL for it.",
  match: {
    any: [
      /\brequested WAL segment \S{1,60} has already been removed\b|\bcould not receive data from WAL stream\b|\bcould not connect to the primary server\b|\bterminating walsender process due to replication timeout\b|\bterminating walreceiver\b|\bcould not send data to WAL stream\b/i,
      /\breplication slot "(?<name>[\w-]{1,60})" (?:does not exist|is active for PID)|\binvalidating (?:obsolete )?(?:replication )?slot "(?<name>[\w-]{1,60})"|\bcanceling statement due to conflict with recovery\b|\bstandby "(?<name>[\w-]{1,60})" is (?:too far|no longer)/i,
      /\breplica(?:tion)? lag\b.{0,60}(?:\d{2,} ?(?:s|sec|seconds|min|MB|GB)|high|exceed|above|behind|threshold|grow|increas)|\breplication (?:\S{1,60} )?(?:is |has |was )?(?:broken|stopped|failed|lagging|interrupted|halted|stalled|delayed|error)\b/i,
      /\bhighest timeline \d+ of the primary is behind\b|\btimeline \d+ .{0,40}(?:forked|not a child)|\b(?:patroni|repmgr|pg_auto_failover|stolon)\b.{0,160}(?:failed|lost|demot|no leader|unhealthy)|\bdemoting self\b|\bfailed to update leader lock\b|\bno action\. .{0,40}not healthy/i,
      /\b(?:replica|standby|secondary|follower|slave)s? (?:\S{1,60} )?(?:is |are |has |was )?(?:out of sync|lagging|too far behind|behind|disconnected|unreachable|not in sync|stale|lost|diverged)\b|\bfailed to replicate\b|\bunder[- ]?replicat\w+/i,
      /\breplication terminated by primary\b|\bcould not start WAL streaming\b|\bwal ?receiver\b.{0,60}(?:terminat|error|timeout)/i,
    ],
    not: [/lag ?[=:] ?0|under-?replicated(?: partitions| blocks)?[=: ]{1,3}0/i],
  },
  fires: [
    "FATAL:  could not receive data from WAL stream: ERROR:  requested WAL segment 0000000100000002000000A1 has already been removed",
    "ERROR:  canceling statement due to conflict with recovery",
    "replication lag on replica-2 is 182 seconds, above threshold 30",
  ],
  silent: ["LOG:  started streaming WAL from primary at 2/A1000000 on timeline 1", "replica lag=0 bytes"],
  advice: {
    debugging: [
      "On the primary: `select application_name, state, replay_lsn, replay_lag from pg_stat_replication`, and `pg_replication_slots` for retained WAL.",
    ],
    quickFixes: ["Rebuild a standby that lost WAL with `pg_basebackup` (or `pg_rewind` after a failover)."],
    durableFixes: ["Use a slot with `max_slot_wal_keep_size` or an archive, and alert on replay lag."],
    links: [
      {
        title: "PostgreSQL: log-shipping standby servers",
        url: "https://www.postgresql.org/docs/current/warm-standby.html",
      },
    ],
  },
});
