import { defineRule } from "../rule.ts";

export const damagedFile = defineRule({
  id: "data_corruption.damaged_file",
  title: "A file, index or table is damaged",
  headline: "{what} is damaged",
  severity: "critical",
  why: "The store found data it cannot read: queries on it fail or give wrong answers until it is repaired or restored.",
  match: {
    any: [
      /\b(?:table|index|file|database|page|block|segment|data ?file|log|journal|store|partition|record|header|archive|object|message|heap|shard|manifest|wal|relation|tablespace|ibdata\w*|snapshot)s?(?: ['"`]?(?<what>[\w./:-]{1,120})['"`]?)? (?:is |are |was |were |seems? |appears? |has been |have been |marked |may be |might be |(?:seems|appears) to be |to be )+(?:marked as )?(?:corrupt(?:ed)?|damaged|crashed|malformed|truncated|inconsistent)\b/i,
      /\b(?:corrupt(?:ed|ion)?|damaged|malformed) (?:\w+ ){0,2}?(?:table|index|file|database|page|block|segment|record|data|log|journal|header|archive|metadata|superblock|inode|btree|row|wal|message|packet|backup|state|chunk|shard|disk image|extent|entry|node|tree|partition|stream|state|cache entry)s?\b/i,
      /\b(?:data|index|disk|memory|heap|metadata|file ?system|filesystem|log|block|page|table|database|segment) (?:is )?corruption\b|\bcorruption (?:detected|found|error|of|in|was)\b|\bdetected (?:\w+ ){0,2}corruption\b|\bCorruption: |\bcorruption\b.{0,30}\bWARNING\b/i,
      /\bdatabase disk image is malformed\b|\bSQLITE_(?:CORRUPT|NOTADB)\b|\bfile is not a database\b|\bInnoDB: (?:Database page corruption|Page \[.{0,60}log sequence number .{0,60}is in the future|Corruption|Cannot continue operation|Table .{0,80}(?:corrupt|missing))|\bIncorrect key file for table '(?<what>[^']{1,120})'|\bIncorrect information in file\b|\bTable '(?<what>[^']{1,120})' is marked as crashed\b|\bis marked as crashed\b/i,
      /\bEXT[234]-fs error\b|\bXFS \(\S{1,30}\): (?:Corruption|Metadata corruption|Internal error)|\bXFS_WANT_CORRUPTED|\bBTRFS (?:error|critical)\b.{0,120}(?:corrupt|bad tree|failed to read|bad superblock)|\bbad superblock\b|\bStructure needs cleaning\b|\bunexpected inconsistency\b|\bRUN fsck MANUALLY\b|\bI\/O error\b.{0,40}(?:sector|dev )|\bBuffer I\/O error on dev|\bblk_update_request: (?:critical medium|I\/O) error|\bUnrecovered read error\b|\bMedium Error\b|\buncorrectable (?:sector|error count)|\bcritical medium error\b|\bread error corrected\b.{0,10}fail|\bremounting filesystem read-only\b/i,
      /\bBad file format reading the append only file\b|\bUnexpected end of file reading the append only file\b|\bShort read or OOM loading DB\b|\bInternal error in RDB reading\b|\bWrong signature trying to load DB\b|\bRDB (?:file )?(?:is )?corrupt/i,
      /\bWT_PANIC\b|\bWiredTiger error\b.{0,160}(?:corrupt|checksum|panic|illegal|decrypt)|\bWT_ERROR: non-specific WiredTiger error|\bunsupported WiredTiger file version\b|\bInvalid BSON\b|\bcorrupt_?shard\b|\btranslog\b.{0,60}corrupt\w*|\bTranslogCorruptedException\b|\bcorrupt index found\b|\bFound a corrupted index file\b|\bCorruptStateException\b|\bsegments_\w+.{0,30}(?:corrupt|missing)/i,
      /\bORA-(?:01578|01110|00600|07445|08103|01498|26040)\b|\bMsg 82[345]\b|\bSQL Server detected a logical consistency-based I\/O error|\bincorrect pageid\b|\bsuspect\b.{0,20}\bdatabase\b|\bdatabase '?\S{1,60}'? .{0,20}(?:marked )?suspect\b/i,
      /\b(?:InvalidProtocolBuffer|StreamCorrupted|ZipException|EOFException: Unexpected end of ZLIB|BadZipFile|CorruptedFrame|InvalidRecord|DataCorruption|CorruptObject|BlockMissing)\w*\b|\bunexpected end of (?:archive|compressed data|data)\b|\bnot in gzip format\b|\bzlib: (?:invalid|data error)|\binvalid (?:compressed data|stored block lengths|distance too far back)|\bcrc error\b|\bloose object \S{1,60} .{0,60}is corrupt|\bobject file \S{1,120} is empty\b|\bpack has bad object\b|\bfatal: bad object\b/i,
      /\balarm:? ?CORRUPT\b|\bUnexpected EOF in archive\b|\bUnexpected end of (?:input|file)\b.{0,20}(?:archive|gzip)|\berror : Corrupt\b|\bTable upgrade required\b.{0,20}Corrupt/i,
      /\buncorrectable I\/O failure\b|\buncorrectable (?:media |read |data )?errors?\b|\bhas experienced an unrecoverable error\b|\bpool .{1,40} (?:is )?(?:FAULTED|DEGRADED)\b/i,
    ],
    not: [/corrupt(?:ed|ion)?[=: ]{1,3}0|no corruption|parity error corrected/i],
  },
  fires: [
    "ERROR: InnoDB: Database page corruption on disk or a failed file read of page [page id: space=12, page number=4]",
    "sqlite3.DatabaseError: database disk image is malformed",
    "EXT4-fs error (device sda1): ext4_find_entry:1455: inode #2: comm ls: reading directory lblock 0",
    "Bad file format reading the append only file: make a backup of your AOF file, then use ./redis-check-aof --fix <filename>",
    "Table './shop/orders' is marked as crashed and should be repaired",
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
