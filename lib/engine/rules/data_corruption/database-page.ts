import { defineRule } from "../rule.ts";

export const databasePage = defineRule({
  id: "data_corruption.database_page",
  title: "A database page, log or table is damaged",
  headline: "{what} is damaged",
  severity: "critical",
  why: "The database read something it did not write: queries over that part fail, and the server may refuse to start.",
  match: {
    any: [
      /\binvalid page in block \d+ of relation (?<what>[\w/]{3,80})/i,
      /\bcould not read block \d+ in file "(?<what>[^"]{3,120})"/i,
      /\bpage verification failed, calculated checksum\b|\binvalid page (?:in block|header)\b|\bunexpected (?:zero page|data beyond EOF)\b|\bmissing chunk number \d+ for toast\b|\binvalid memory alloc request size\b|\bcould not access status of transaction\b|\bincorrect resource manager data checksum\b|\binvalid (?:primary checkpoint record|magic number)\b|\bcould not locate a valid checkpoint record\b|\bfound xmin \d+ from before relfrozenxid|\bheap tuple .{1,40}(?:corrupt|invalid)/i,
      /\b(?:PANIC|FATAL|ERROR)\b.{0,40}\binvalid record length\b|\bSQLSTATE\W{1,4}XX00[12]\b|\bXX00[12]\b: /i,
      /\bInnoDB: (?:Database page corruption|Page \[.{0,60}log sequence number .{0,60}is in the future|Corruption|Cannot continue operation|Table .{0,80}(?:corrupt|missing)|.{0,60}checksum mismatch|Unable to (?:read|parse) .{0,60}redo)/i,
      /\bIncorrect key file for table '(?<what>[^']{1,120})'|\bIncorrect information in file\b|\bTable '(?<what>[^']{1,120})' is marked as crashed\b|\bis marked as crashed\b|\bTable upgrade required\b.{0,20}Corrupt/i,
      /\bdatabase disk image is malformed\b|\bSQLITE_(?:CORRUPT|NOTADB)\b|\bfile is not a database\b|\bmalformed database schema\b/i,
      /\bORA-(?:01578|01110|00600|07445|08103|01498|26040|00353|00354|00355)\b|\bMsg 82[345]\b|\bSQL Server detected a logical consistency-based I\/O error|\bincorrect pageid\b|\bsuspect\b.{0,20}\bdatabase\b|\bdatabase '?\S{1,60}'? .{0,20}(?:marked )?suspect\b/i,
      /\bWT_PANIC\b|\bWiredTiger error\b.{0,160}(?:corrupt|checksum|panic|illegal|decrypt)|\bWT_ERROR: non-specific WiredTiger error|\bunsupported WiredTiger file version\b|\bInvalid BSON\b|\bread checksum error for \d+B block\b/i,
      /\bBad file format reading the append only file\b|\bUnexpected end of file reading the append only file\b|\bShort read or OOM loading DB\b|\bInternal error in RDB reading\b|\bWrong signature trying to load DB\b|\bRDB (?:file )?(?:is )?corrupt/i,
      /\bCorruptIndexException\b|\bIndexFormatTooOldException\b|\bcorrupt_?shard\b|\btranslog\b.{0,60}corrupt\w*|\bTranslogCorruptedException\b|\bcorrupt index found\b|\bFound a corrupted index file\b|\bCorruptStateException\b|\bsegments_\w+.{0,30}(?:corrupt|missing)|\bCorruptSSTableException\b|\bCorruptRecordException\b|\bRecord is corrupt\b|\bcrc mismatch\b.{0,40}(?:wal|segment|snap)|\bwal: (?:crc mismatch|.{0,30}corrupt)/i,
      /\billegal file format or internal value\b|\bDetected unclean shutdown\b.{0,120}(?:corrupt|illegal)/i,
      /\bPG_DAMAGED\b|\bOSD_SCRUB_ERRORS\b|\bPossible data damage\b|\b\d+ pgs? inconsistent\b|\b(?:deep-)?scrub\b.{0,40}\b[1-9]\d* (?:errors|inconsistent|missing)\b|\bcandidate had a (?:read|missing|data_digest)\w* ?\w*\b/i,
      /\bDB_RUNRECOVERY\b|\brun (?:database |crash |fsck |chkdsk )?(?:recovery|repair)\b.{0,20}$|\b(?:needs|requires|must be) (?:to be )?(?:repaired|rebuilt|re-?indexed|fsck'?ed|recovered)\b|\b(?:index|table|database|file|store|wallet|ledger|chain ?state)\b.{0,40}\b(?:is|are|was|were|appears?|seems?)\b.{0,12}\b(?:corrupt(?:ed)?|damaged|inconsistent|unreadable|unusable)\b/i,
    ],
    not: [/corrupt(?:ed|ion)?[=: ]{1,3}0|no corruption/i],
  },
  fires: [
    "BDB0087 DB_RUNRECOVERY: Fatal error, run database recovery",
    "Health check failed: Possible data damage: 1 pg inconsistent (PG_DAMAGED)",
    "WT_ERROR: store.turtle: encountered an illegal file format or internal value",
    "ERROR:  invalid page in block 811 of relation base/16391/24601",
    "ERROR: InnoDB: Database page corruption on disk or a failed file read of page [page id: space=12, page number=4]",
    "sqlite3.DatabaseError: database disk image is malformed",
    "Table './shop/orders' is marked as crashed and should be repaired",
    "Bad file format reading the append only file: make a backup of your AOF file, then use ./redis-check-aof --fix <filename>",
    'etcd: failed to recover: "walpb: crc mismatch", wal: crc mismatch',
  ],
  silent: [
    "recovery is not needed",
    "2.3f deep-scrub ok",
    "LOG:  invalid record length at 0/5000098: wanted 24, got 0",
    "CHECK TABLE shop.orders: status OK",
  ],
  advice: {
    debugging: [
      "Copy the data folder as it is before anything else: repairs destroy what could still be read.",
      "The store's own check: `amcheck` (`bt_index_check`), `CHECK TABLE`, `PRAGMA integrity_check`, `DBCC CHECKDB`, `redis-check-aof`, `validate`; then the disk below it (`smartctl`, `dmesg`).",
    ],
    quickFixes: [
      "An index only: rebuild it (`REINDEX`). A table: take it from a replica or the last backup plus the log after it.",
    ],
    durableFixes: ["Page checksums on, `fsync` on, restores tested, and replicas on other hardware."],
    links: [
      { title: "PostgreSQL: amcheck", url: "https://www.postgresql.org/docs/current/amcheck.html" },
      { title: "MySQL: InnoDB recovery", url: "https://dev.mysql.com/doc/refman/8.0/en/forcing-innodb-recovery.html" },
    ],
  },
});
