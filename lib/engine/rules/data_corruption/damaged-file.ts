import { defineRule } from "../rule.ts";

export const damagedFile = defineRule({
  id: "data_corruption.damaged_file",
  title: "A file, index or table is damaged",
  headline: "{what} is damaged",
  severity: "critical",
  general: true,
  why: "The store found data it cannot read: queries on it fail or give wrong answers until it is repaired or restored.",
  match: {
    any: [
      /\b(?:table|index|file|database|page|block|segment|data ?file|log|journal|store|partition|record|header|archive|object|message|heap|shard|manifest|wal|relation|tablespace|ibdata\w*|snapshot)s?(?: ['"`(]?(?<what>[\w./:-]{1,120})['"`)]?)? (?:is |are |was |were |seems? |appears? |has been |have been |marked |may be |might be |(?:seems|appears) to be |to be )+(?:marked as )?(?:corrupt(?:ed)?|damaged|crashed|malformed|truncated|inconsistent)\b/i,
      /\b(?:corrupt(?:ed|ion)?|damaged|malformed) (?:\w+ ){0,2}?(?:table|index|file|database|page|block|segment|record|data|log|journal|header|archive|metadata|superblock|inode|btree|row|wal|message|packet|backup|state|chunk|shard|disk image|extent|entry|node|tree|partition|stream|state|cache entry)s?\b/i,
      /\b(?:data|index|disk|memory|heap|metadata|file ?system|filesystem|log|block|page|table|database|segment) (?:is )?corruption\b|\bcorruption (?:detected|found|error|of|in|was)\b|\bdetected (?:\w+ ){0,2}corruption\b|\bCorruption: |\bcorruption\b.{0,30}\bWARNING\b/i,
      /\b(?:InvalidProtocolBuffer|InvalidRecord|DataCorruption|CorruptObject|BlockMissing|DataLoss)\w*\b|\bcode = DataLoss\b|\bDATA_LOSS\b/i,
      /\balarm:? ?CORRUPT\b|\berror : Corrupt\b|\bUnexpected end of (?:input|file)\b.{0,20}(?:archive|gzip)/i,
      /\b(?:not healthy|unhealthy) (?:index|block)s?\b|\b(?:block|index|segment|chunk)s? (?:\S{1,80} )?(?:is |are )?(?:not healthy|unreadable|undecodable)\b/i,
    ],
    not: [/corrupt(?:ed|ion)?[=: ]{1,3}0|no corruption|parity error corrected/i],
  },
  fires: [
    "database file (/var/lib/store/member/db) is corrupted",
    "snapshot orders-2026-02-11 is truncated",
    "Index corruption detected in orders_by_day",
  ],
  silent: ["fsck: /dev/sda1: clean, 118/65536 files", "corruption=0 scrubbed=1182 blocks"],
  advice: {
    debugging: [
      "Copy the damaged files away before any repair, then check hardware (`smartctl -a`, `dmesg`).",
      "The store's own check: `CHECK TABLE`, `amcheck` (`bt_index_check`), `PRAGMA integrity_check`, `redis-check-aof`, `fsck -n`, `DBCC CHECKDB`.",
    ],
    quickFixes: [
      "Rebuild what can be derived (`REINDEX`, a replica, a shard copy); restore the rest from the last good backup.",
    ],
    durableFixes: ["Test restores, keep checksums on, and fence disks at their first uncorrectable sector."],
    links: [
      { title: "PostgreSQL: amcheck", url: "https://www.postgresql.org/docs/current/amcheck.html" },
      { title: "MySQL: InnoDB recovery", url: "https://dev.mysql.com/doc/refman/8.0/en/forcing-innodb-recovery.html" },
    ],
  },
});
