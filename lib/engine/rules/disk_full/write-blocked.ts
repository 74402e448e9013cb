import { defineRule } from "../rule.ts";

export const writeBlocked = defineRule({
  id: "disk_full.write_blocked",
  title: "A data store stopped writing for lack of space",
  severity: "critical",
  why: "The server protects its data by refusing writes; reads may go on, everything else fails.",
  match: {
    any: [
      /flood[ -]stage (?:disk )?watermark.{0,40}exceeded/i,
      /(?:high|low|flood.stage) (?:disk )?watermark \[.{1,20}\] exceeded/i,
      /FORBIDDEN\/12\/index read-only/i,
      /read-only-allow-delete|read_only_allow_delete.{0,20}true|TOO_MANY_REQUESTS\/12\/disk usage/i,
      /disk_free_limit|disk resource limit alarm set|Free (?:disk )?space is insufficient|free bytes:\d+. Limit:\d+/i,
      /could not (?:write|extend|access|create).{0,120}No space left on device/i,
      /could not extend file "(?<file>[^"]{1,120})"/i,
      /MISCONF Redis is configured to save RDB snapshots/i,
      /\bStop(?:ped)? (?:accepting )?writes?.{0,40}disk/i,
      /\bORA-(?:01653|01654|01688|00257|19809|19815|16038|01652|30036)\b/i,
      /The transaction log for database '(?<file>[^']{1,80})' is full/i,
      /Could not allocate space for object/i,
      /The table '(?<file>[^']{1,80})' is full/i,
      /Disk is full writing '(?<file>[^']{1,120})'/i,
      /Error writing file '(?<file>[^']{1,120})' \(err(?:no|code): 28/i,
      /\b(?:mvcc: database space exceeded|etcdserver: mvcc: database space exceeded|alarm:NOSPACE)\b|alarm raised .{0,20}NOSPACE/i,
      /(?:KafkaStorageException|Error while (?:writing|appending|flushing).{0,60}log).{0,160}space/i,
      /\bOutOfDiskSpace\b|\bWiredTiger\b.{0,120}\b(?:No space|28)\b/i,
    ],
  },
  fires: [
    "flood stage disk watermark [95%] exceeded on [node-1][/data] free: 3gb[3.3%], all indices on this node will be marked read-only",
    "etcdserver: mvcc: database space exceeded",
    'PANIC:  could not write to file "pg_wal/xlogtemp.2213": No space left on device',
    "ORA-01653: unable to extend table SHOP.ORDERS by 128 in tablespace USERS",
  ],
  silent: [
    "cluster.routing.allocation.disk.watermark.flood_stage: 95%",
    "high disk watermark [90%] no longer exceeded on [node-1]",
  ],
  advice: {
    debugging: [
      "Elasticsearch: `GET _cat/allocation?v`; PostgreSQL: `du -sh pg_wal` and `select slot_name, restart_lsn from pg_replication_slots`; etcd: `etcdctl alarm list`.",
    ],
    quickFixes: [
      'Give it space, then lift the block: `PUT _all/_settings {"index.blocks.read_only_allow_delete": null}`, `etcdctl defrag && etcdctl alarm disarm`.',
    ],
    durableFixes: [
      "Expire old data by policy (index lifecycle, compaction, WAL retention `max_slot_wal_keep_size`) and alert before the first watermark.",
    ],
    links: [
      {
        title: "Elasticsearch: fix watermark errors",
        url: "https://www.elastic.co/guide/en/elasticsearch/reference/current/fix-watermark-errors.html",
      },
    ],
  },
});
