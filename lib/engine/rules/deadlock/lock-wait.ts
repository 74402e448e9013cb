import { defineRule } from "../rule.ts";

export const lockWait = defineRule({
  id: "deadlock.lock_wait",
  title: "A transaction waited too long for a lock",
  severity: "high",
  why: "Another transaction holds the lock and does not finish; those behind it fail one after the other.",
  match: {
    any: [
      /\bLock wait timeout exceeded/i,
      /\bcanceling statement due to lock timeout\b|\bcould not obtain lock on (?:row|relation)\b|\bLockNotAvailable\b|\b55P03\b/i,
      /\bLock request time ?out period exceeded\b|\bORA-(?:00054|04021|30006|02049)\b|\bresource busy and acquire with NOWAIT/i,
      /\bdatabase (?:table )?is locked\b|\bSQLITE_(?:BUSY|LOCKED)\b/i,
      /\bprocess \d+ still waiting for \w+ on .{0,60}after/i,
      /\bMetadata lock\b.{0,40}\b(?:timeout|waiting)|\bWaiting for table metadata lock\b/i,
      /\bLock acquisition (?:timed out|failed)|\bcould not acquire lock\b.{0,40}(?:time|within)|\bLockTimeout(?:Exception|Error)?\b|\bPessimisticLockException\b|\bLockWaitTimeout/i,
      /\bcould not serialize access due to\b|\bSerializationFailure\b|\bcan't serialize access\b|\bORA-08177\b/i,
      /\bError acquiring the state lock\b|\bCould not get lock \/[\w./-]{3,80}|\bUnable to acquire the dpkg\b|\bUnable to lock (?:the )?(?:administration directory|directory|database)\b|\bIt is held by process \d+|\bis locked by another process\b|\block (?:file )?(?:is )?(?:already )?held by\b|\bUnable to create .{1,160}\.lock.: File exists\b/i,
      /\bSQLSTATE\W{1,4}(?:40P01|40001|55P03|HYT00.{0,20}lock)\b|\bToo many (?:lock )?conflicts\b|\bLockTableFull\b|\block escalation\b.{0,40}(?:timeout|failed)/i,
      /\block\b.{0,120}\bcould not be acquired\b|\b(?:failed|unable) to (?:acquire|obtain) (?:the |a |an )?(?:file|table|row|exclusive|write|global|distributed|advisory) lock\b|\bTimed out (?:waiting for|acquiring) (?:the |a )?(?:\w+ )?lock\b/i,
    ],
  },
  fires: [
    "The file lock '/var/lock/job.lock' could not be acquired.",
    "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 2211 (unattended-upgr)",
    "Error: Error acquiring the state lock",
    "ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction",
    "ERROR:  canceling statement due to lock timeout",
    "sqlite3.OperationalError: database is locked",
  ],
  silent: ["lock acquired after 2 ms", "state lock acquired by ci in 12ms", "innodb_lock_wait_timeout = 50"],
  advice: {
    debugging: [
      "PostgreSQL: `select pid, pg_blocking_pids(pid), query from pg_stat_activity where wait_event_type = 'Lock'`; MySQL: `select * from sys.innodb_lock_waits`.",
    ],
    quickFixes: ["End the blocking session (`pg_terminate_backend`, `KILL <id>`) when it is idle in a transaction."],
    durableFixes: [
      "Set `idle_in_transaction_session_timeout`, and run schema changes with a short `lock_timeout` and retries.",
    ],
    links: [
      {
        title: "MySQL: InnoDB lock waits",
        url: "https://dev.mysql.com/doc/refman/8.0/en/innodb-information-schema-examples.html",
      },
    ],
  },
});
