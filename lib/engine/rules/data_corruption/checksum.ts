import { defineRule } from "../rule.ts";

export const checksum = defineRule({
  id: "data_corruption.checksum",
  title: "A checksum does not match",
  headline: "{what} has a wrong checksum",
  severity: "high",
  why: "Stored or received bytes are not those that were written: reading on gives wrong data, and copies may carry it further.",
  match: {
    any: [
      /\bcsum failed\b|\bchecksum (?:\S{1,60} )?(?:mismatch|error|failed|failure|does not match|verification failed|incorrect|invalid|status indeterminate|did not match|validation failed)\b|\bchecksums? (?:do not|don't|does not|did not) match\b/i,
      /\b(?:crc|CRC32C?|md5(?:sum)?|sha1|sha256|digest|hash)(?: ?sum| checksum)? (?:\S{1,60} )?(?:mismatch|error|failed|check failed|does not match|did not match|invalid)\b|\b(?:bad|wrong|invalid|incorrect|mismatched) (?:\w+ )?(?:checksum|crc|magic number|md5|crc32)\b|\bChecksumException\b|\bCorruptIndexException\b|\bCorruptRecordException\b|\bBad ?(?:CRC|Checksum)\w*\b/i,
      /\bpage verification failed, calculated checksum\b|\binvalid page (?:in block|header)\b|\bcould not read block \d+ in file\b|\bunexpected zero page\b|\bmissing chunk number \d+ for toast\b|\binvalid memory alloc request size\b|\bcould not access status of transaction\b|\bincorrect resource manager data checksum\b|\binvalid (?:record length|primary checkpoint record|magic number)\b|\bcould not locate a valid checkpoint record\b|\bfound xmin \d+ from before relfrozenxid/i,
      /\bparent transid verify failed\b|\bZFS.{0,80}(?:checksum|corrupt)|\bMD5 of .{0,60}differs|\bDigest mismatch\b|\bDigestMismatchException\b/i,
      /\bunexpected checksum\b|\bchecksum\b.{0,20}\bexpected\b|\bincorrect (?:header|data) check\b/i,
    ],
    not: [/csum(?:s|_enabled)|checksum (?:ok|verified|matches)/i],
  },
  fires: [
    "BTRFS warning (device sda2): csum failed root 258 ino 63674380 off 208896 csum 0xa40b3c39 expected csum 0xa40b2c39 mirror 1",
    "WARNING:  page verification failed, calculated checksum 21002 but expected 4522",
    "org.apache.lucene.index.CorruptIndexException: checksum failed (hardware problem?)",
    "sha256 mismatch for layer 3 of image app",
  ],
  silent: ["checksum verified for backup-2026-02-11.tar", "checksum errors: 0"],
  advice: {
    debugging: [
      "Read the same object from another copy: one bad copy is a disk or memory, all bad is the writer.",
      "`smartctl -a`, `dmesg | grep -i -e ecc -e ata`, `btrfs scrub status`, `zpool status -v`.",
    ],
    quickFixes: ["Stop writing to that copy, take it out of service, restore the object from a good one."],
    durableFixes: ["Scrub on a schedule, use ECC memory, and verify backups by restoring them."],
    links: [{ title: "PostgreSQL: data checksums", url: "https://www.postgresql.org/docs/current/checksums.html" }],
  },
});
