import { defineRule } from "../rule.ts";

export const noSpace = defineRule({
  id: "disk_full.no_space",
  title: "A disk is full",
  headline: "No space left for {file}",
  severity: "critical",
  why: "Writes fail: logs, temporary files and databases stop, and what was being written may be cut off.",
  match: {
    any: [
      /(?:write|writing|open|create|extend|append|copy|mkdir|save)\w* .{0,40}?"?(?<file>\/[\w./-]{3,120})"?.{0,60}No space left on device/i,
      /No space left on (?:the )?device/i,
      /\bENOSPC\b/i,
      /\bErrno 28\b|\bos error 28\b|\(errno:? 28\b|errcode: 28\b/i,
      /There is not enough space on the disk/i,
      /\bdisk (?:is |was |almost |nearly )?full\b/i,
      /\b(?:file ?system|filesystem|partition|volume|device|tablespace|table '?\S{1,60}'?) (?:\S{1,80} )?is (?:\d+% |100% )?full\b/i,
      /\b(?:ran |running |run )?out of (?:disk|storage|inode)(?: space|s)?\b/i,
      /\binsufficient (?:disk|storage|free disk) ?(?:space|capacity)?\b/i,
      /\bnot enough (?:free )?(?:disk |storage )?space\b/i,
      /\bno (?:free |more |available )?(?:disk )?space (?:left|available|remaining)\b/i,
      /\bdisk space (?:is )?(?:exhausted|critically low|below|exceeded)/i,
      /\blow disk space\b|\bdisk space (?:is )?low\b|insufficient space/i,
      /\blow on (?:disk )?space\b|\bStorageFull\b|\bdisk usage (?:is )?(?:at )?100 ?%|\bno space on\b|\b(?:is|are) 100% full\b|\bAttempting to reclaim ephemeral-storage\b/i,
      /^\/dev\/\S{1,80} +[\d.]+[KMGTP]? +[\d.]+[KMGTP]? +[\d.]+[KMGTP]? +100% /m,
      /\b(?:disk|file ?system|partition|volume|mount(?:point)?|storage|inode|root|space)s?\b.{0,60}(?:usage|used|utili[sz]ation|full|at|is)\b.{0,12}\b(?:9[5-9]|100)(?:\.\d{1,3})? ?%/i,
      /\b(?:errno|errcode|error number)[ :=]{1,3}28\b|\bwrite\b.{0,80}\berror -28\b|\bOperating system error number 28\b|\bSQLSTATE\W{1,4}53100\b|\bNT_STATUS_DISK_FULL\b|\b0x80070070\b|\bERROR_DISK_FULL\b|\b45[02] 4\.3\.1\b|\bInsufficient system (?:storage|resources)\b|\bSTORAGE_FULL\b|\bThe volume is (?:too )?full\b/i,
      /\bdisk space (?:\w+ ){0,4}(?:below|low|insufficient|dropped|exhausted|critical)\b|\b(?:low|insufficient|no|out of) (?:free |available )?(?:disk|storage|file ?system) (?:space|capacity)\b|\bdisk full\b|\b(?:free|available) (?:disk )?space\b.{0,40}\b(?:below|less than|under) (?:the )?(?:configured )?(?:threshold|limit|minimum|\d)/i,
    ],
    not: [
      /\d+ (?:GB|MB|bytes|blocks) free|full (?:backup|scan|sync|disk encryption)|disk full: (?:false|no)|as inotify|inotify watch|User limit of inotify/i,
    ],
  },
  fires: [
    "rejecting message submissions because the available disk space has dropped below the configured threshold",
    "Insufficient system storage (452 4.3.1)",
    "XFS (dm-0): Failing async write on buffer block 0x1. Retrying async write. error -28",
    "WARN monitor disk usage of /var is 98%",
    "write /var/log/app/access.log: no space left on device",
    "OSError: [Errno 28] No space left on device: '/tmp/upload-4'",
    "Error: ENOSPC: no space left on device, write",
    "System.IO.IOException: There is not enough space on the disk. : 'D:\\data\\queue.dat'",
  ],
  silent: [
    "available disk space 211 GB",
    "/dev/sda1        50G   21G   29G  42% /",
    "disk usage of /var is 41%",
    "kubelet has no disk pressure",
    "full disk encryption enabled on /dev/sda2",
  ],
  advice: {
    debugging: [
      "`df -h` and `df -i` (inodes run out too), then `du -xhd1 / | sort -h | tail`.",
      "`lsof +L1` lists deleted files that a process still holds: their space comes back only when it closes them.",
    ],
    quickFixes: [
      "Free space at once: rotate or truncate the largest log (`: > file`, not `rm`), clear old images (`docker system prune`) or temporary files.",
    ],
    durableFixes: ["Rotate with a size limit, put logs and data on volumes of their own, and alert at 80 %."],
    links: [{ title: "Linux: df(1)", url: "https://man7.org/linux/man-pages/man1/df.1.html" }],
  },
});
