import { defineRule } from "../rule.ts";

export const checksum = defineRule({
  id: "data_corruption.checksum",
  title: "A checksum does not match",
  headline: "{what} has a wrong checksum",
  severity: "high",
  general: true,
  why: "Stored or received bytes are not those that were written: reading on gives wrong data, and copies may carry it further.",
  match: {
    any: [
      /\bcsum failed\b|\bchecksum (?:\S{1,60} )?(?:mismatch|error|failed|failure|does not match|verification failed|incorrect|invalid|status indeterminate|did not match|validation failed)\b|\bchecksums? (?:do not|don't|does not|did not) match\b/i,
      /\b(?:crc|CRC32C?|md5(?:sum)?|sha1|sha256|digest|hash)(?: ?sum| checksum)? (?:\S{1,60} )?(?:mismatch|error|failed|check failed|does not match|did not match|invalid)\b|\b(?:bad|wrong|invalid|incorrect|mismatched) (?:\w+ )?(?:checksums?|crcs?|magic number|md5|crc32)\b|\bChecksumException\b|\bBad ?(?:CRC|Checksum)\w*\b/i,
      /\bparent transid verify failed\b|\bZFS.{0,80}(?:checksum|corrupt)|\bMD5 of .{0,60}differs|\bDigest mismatch\b|\bDigestMismatchException\b/i,
      /\bunexpected checksum\b|\bchecksum\b.{0,20}\bexpected\b|\bincorrect (?:header|data) check\b/i,
    ],
    not: [/csum(?:s|_enabled)|checksum (?:ok|verified|matches)/i],
  },
  fires: [
    "BTRFS warning (device sda2): csum failed root 258 ino 63674380 off 208896 csum 0xa40b3c39 expected csum 0xa40b2c39 mirror 1",
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
