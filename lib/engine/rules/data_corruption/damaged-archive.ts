import { defineRule } from "../rule.ts";

export const damagedArchive = defineRule({
  id: "data_corruption.damaged_archive",
  title: "An archive, package or repository object is damaged",
  headline: "{what} is damaged",
  severity: "high",
  why: "What was stored or downloaded is not what was written: a backup may not restore, an install may not finish.",
  match: {
    any: [
      /\bgzip: (?<what>[^\s:]{1,120}): (?:unexpected end of file|invalid compressed data|not in gzip format|crc error)/i,
      /\b(?:unexpected end of (?:archive|compressed data|data|ZLIB input stream)|not in gzip format|Unexpected EOF in archive|unexpected EOF in .{0,20}archive|tar: Unexpected EOF|Error is not recoverable: exiting now)\b/i,
      /\b(?:ZipException|BadZipFile|BadGzipFile|StreamCorrupted\w*|CorruptedFrame\w*|TruncatedInput\w*)\b|\bzlib: (?:invalid|data error)|\bzlib\.error\b|\binvalid (?:compressed data|stored block lengths|distance too far back)|\bincorrect (?:header|data) check\b|\b(?:zip|jar|tar) (?:file )?is corrupt/i,
      /\bloose object \S{1,60} .{0,80}is corrupt|\bobject file (?<what>\S{1,120}) is empty\b|\bpack has bad object\b|\bfatal: bad object\b|\binflate: data stream error\b|\bindex file corrupt\b|\bpackfile \S{1,120} (?:is|does not match)/i,
      /\bEINTEGRITY\b|\bintegrity checksum failed\b|\bsha(?:1|256|384|512)-\S{4,100} integrity checksum failed\b|\bTHESE PACKAGES DO NOT MATCH THE HASHES\b|\bHash Sum mismatch\b|\b(?:size|digest) (?:mismatch|validation) (?:for|failed|error)|\bfailed to verify certificate digest\b|\bchecksum of .{1,120} (?:differs|does not match)/i,
      /\brestic\b.{0,80}(?:ciphertext verification failed|pack .{1,40}damaged|repository contains errors)|\bborg\b.{0,60}(?:Integrity|checksum) ?(?:Error|failed)|\bpg_restore: error: (?:unexpected end of file|could not read from input)/i,
    ],
    not: [/unexpected end of data while parsing a (?:string|object)/i],
  },
  fires: [
    "gzip: orders-2026-02.sql.gz: unexpected end of file",
    "npm error code EINTEGRITY",
    "fatal: loose object 9c1f (stored in .git/objects/9c/1f) is corrupt",
    "E: Failed to fetch http://mirror.example.org/Packages.gz  Hash Sum mismatch",
  ],
  silent: ["gzip: orders.sql.gz: OK", "npm: integrity check passed for 812 packages"],
  advice: {
    debugging: [
      "Compare size and checksum with the source: a shorter file was cut off while it was written or sent; one of equal size was changed.",
      "`gzip -t`, `unzip -t`, `git fsck --full`, `restic check --read-data-subset=5%` tell how much is affected.",
    ],
    quickFixes: ["Fetch or copy it again, past any cache or proxy; for git, fetch the object from another clone."],
    durableFixes: [
      "Write to a temporary name and rename when complete; store checksums with backups and test a restore each week.",
    ],
    links: [{ title: "git: fsck", url: "https://git-scm.com/docs/git-fsck" }],
  },
});
