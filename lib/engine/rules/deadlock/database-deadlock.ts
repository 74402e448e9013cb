import { defineRule } from "../rule.ts";

export const databaseDeadlock = defineRule({
  id: "deadlock.database_deadlock",
  title: "The database broke a deadlock",
  severity: "high",
  why: "Two transactions waited for each other's locks; the database cancelled one of them, and its work was lost unless repeated.",
  match: {
    any: [
      /\bdeadlock detected\b/i,
      /\bDeadlock found when trying to get lock/i,
      /\bLATEST DETECTED DEADLOCK\b|\bTRANSACTION DEADLOCK DETECTED\b|\bWE ROLL BACK TRANSACTION\b/i,
      /\bdeadlock victim\b|\bdeadlocked on .{0,40}resources\b|\bMsg 1205\b|\bSQL(?:STATE)?[\s:=[]{1,3}(?:40P01|40001)\b|\bORA-00060\b|\bORA-60\b/i,
      /\b(?:PG::TRDeadlockDetected|DeadlockDetected|DeadlockLoserDataAccessException|LockAcquisitionException|MySQLTransactionRollbackException|TransactionRollbackError|ActiveRecord::Deadlocked|CannotAcquireLockException|ER_LOCK_DEADLOCK|DeadlockException)\b/i,
      /\bprocess \d+ waits for \w+ on .{0,120}blocked by process \d+/i,
      /\bSQL0911N\b|\bSQLCODE[=:] ?-(?:911|913)\b|\bSQLite.{0,40}(?:deadlock)|\bWriteConflict\b/i,
      /\btransaction \(process id \d+\) was deadlocked/i,
    ],
  },
  fires: [
    "ERROR:  deadlock detected DETAIL:  Process 812 waits for ShareLock on transaction 991; blocked by process 813.",
    "ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction",
    "Transaction (Process ID 53) was deadlocked on lock resources with another process and has been chosen as the deadlock victim.",
    "ORA-00060: deadlock detected while waiting for resource",
  ],
  silent: ["deadlock_timeout = 1s", "innodb_deadlock_detect=ON", "deadlocks=0 locks=118"],
  advice: {
    debugging: [
      "PostgreSQL prints both statements in DETAIL; MySQL: `SHOW ENGINE INNODB STATUS\\G` under LATEST DETECTED DEADLOCK; SQL Server: the `system_health` session has the graph.",
      "Write down in which order the two statements lock their rows: it differs.",
    ],
    quickFixes: ["Repeat the cancelled transaction; it is safe to do so after a full rollback."],
    durableFixes: [
      "Lock rows in one fixed order (`order by id for update`), keep transactions short, and index the columns that the update searches by.",
    ],
    links: [
      {
        title: "PostgreSQL: deadlocks",
        url: "https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS",
      },
      { title: "MySQL: deadlocks in InnoDB", url: "https://dev.mysql.com/doc/refman/8.0/en/innodb-deadlocks.html" },
    ],
  },
});
