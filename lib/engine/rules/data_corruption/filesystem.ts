import { defineRule } from "../rule.ts";

export const filesystem = defineRule({
  id: "data_corruption.filesystem",
  title: "A filesystem is damaged",
  headline: "The filesystem on {device} is damaged",
  severity: "critical",
  why: "Its metadata contradicts itself: the kernel may turn it read-only at any moment, and files read from it cannot be trusted.",
  match: {
    any: [
      /\bEXT[234]-fs (?:error|warning)? ?\(device (?<device>[\w-]{1,40})\): .{0,40}(?:error|corrupt|bad|invalid|checksum|inode #)/i,
      /\bEXT[234]-fs (?:error|\((?<device>[\w-]{1,40})\): (?:error|Remounting filesystem read-only|corrupt))/i,
      /\bXFS \((?<device>[\w-]{1,40})\): (?:Corruption|Metadata (?:corruption|CRC error|I\/O Error)|Internal error|Corruption of in-memory data|log recovery write I\/O|Unmount and run xfs_repair|bad magic)/i,
      /\bXFS_WANT_CORRUPTED\w*|\bBTRFS(?: \w+)? (?:error|critical|warning)?:? ?\(device (?<device>[\w-]{1,40})[^)]{0,20}\):? .{0,80}(?:corrupt|bad tree|csum|failed to read|parent transid|bad superblock|checksum|errs: wr)/i,
      /\b(?:bad superblock|wrong fs type, bad option|Structure needs cleaning|UNEXPECTED INCONSISTENCY|RUN fsck MANUALLY|remounting filesystem read-only|Remounting filesystem read-only)\b/i,
      /\bJBD2?: .{0,60}(?:error|corrupt|aborted)|\bAborting journal on device (?<device>[\w-]{1,40})|\bDetected aborted journal\b/i,
      /\bfsck\.\w{2,6}:? .{0,80}(?:errors? left uncorrected|exit(?:ed)? (?:status|code) (?:4|8)|inconsistenc)|\binode \d+ .{0,40}(?:has (?:illegal|corrupt|invalid)|is corrupt)/i,
      /\bZFS has (?:detected|found|experienced) .{0,40}(?:checksum error|data error|error)|\bPermanent errors have been detected in the following files\b|\b(?:pool|vdev) .{1,60} (?:is )?(?:FAULTED|DEGRADED)\b|\bstate: (?:DEGRADED|FAULTED|UNAVAIL)\b/i,
      /\bUBIFS error\b|\bF2FS-fs .{0,20}(?:corrupt|inconsisten)|\bNTFS.{0,60}(?:corrupt|bad cluster)|\bThe file system structure on the disk is corrupt and unusable\b/i,
    ],
    not: [/parity error corrected|errors=remount-ro/i],
  },
  fires: [
    "EXT4-fs error (device sdb2): ext4_lookup:1602: inode #811: comm cp: deleted inode referenced: 917",
    "XFS (dm-3): Metadata CRC error detected at xfs_agf_read_verify+0x96/0xd0 [xfs], xfs_agf block 0x1",
    "Aborting journal on device sda2-8.",
    "errors: Permanent errors have been detected in the following files:",
  ],
  silent: [
    "EXT4-fs (sda1): mounted filesystem with ordered data mode. Opts: errors=remount-ro",
    "fsck: /dev/sda1: clean, 118/65536 files",
  ],
  advice: {
    debugging: [
      "`dmesg -T | grep -i -e ata -e nvme -e 'I/O error'`: errors of the device before this line make it the disk, none make it the filesystem or a sudden power loss.",
      "Take an image or snapshot before any repair; `xfs_repair -n`, `e2fsck -n` and `btrfs check --readonly` only look.",
    ],
    quickFixes: ["Move services off the volume, unmount it, repair a copy, or rebuild it from a replica or backup."],
    durableFixes: [
      "Redundant storage with checksums and regular scrubs, and power that does not fail under a write cache.",
    ],
    links: [
      { title: "Linux: e2fsck(8)", url: "https://man7.org/linux/man-pages/man8/e2fsck.8.html" },
      { title: "Linux: xfs_repair(8)", url: "https://man7.org/linux/man-pages/man8/xfs_repair.8.html" },
    ],
  },
});
