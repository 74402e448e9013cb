import { defineRule } from "../rule.ts";

export const storageMedia = defineRule({
  id: "data_corruption.storage_media",
  title: "A disk cannot read or write what is asked",
  headline: "{device} cannot read or write what is asked",
  severity: "critical",
  why: "The device itself gave up on sectors: what stood there is lost unless another copy exists, and more will follow.",
  match: {
    any: [
      /\b(?:blk_update_request|end_request|print_req_error): (?:critical (?:medium|target|space allocation)|I\/O|protection) error, dev (?<device>[\w-]{1,40})/i,
      /\bBuffer I\/O error on (?:dev(?:ice)? )?(?<device>[\w-]{1,40})/i,
      /\bI\/O error,? (?:on )?dev(?:ice)? (?<device>[\w-]{1,40})|\bI\/O error\b.{0,40}(?:sector|dev )/i,
      /\b(?<device>nvme\d{1,3}(?:n\d{1,3})?|sd[a-z]{1,3}|ata\d{1,3}(?:\.\d\d)?)\b.{0,60}(?:Unrecovered read error|Medium Error|error: \{ UNC|failed command|I\/O timeout|controller is down|exception Emask)/i,
      /\bUnrecovered read error\b|\bMedium Error\b|\bcritical medium error\b|\bmedia error\b|\buncorrectable (?:sector|error count|I\/O failure)|\bUncorrectable (?:media |read |data )?errors?\b/i,
      /\b(?:Currently unreadable|Offline uncorrectable) \(?(?:pending)?\)? ?sectors\b|\bSMART (?:Failure|error|Prefailure|Usage).{0,60}|\bSMART overall-health .{0,40}FAILED\b|\bFAILED SMART self-check\b/i,
      /\bInput\/output error\b|\bEIO\b: |\bos error 5\b|\bErrno 5\b(?!\d)|\bDisk failure on (?<device>[\w-]{1,40})|\bread error NOT corrected\b|\b(?:md|raid)\w{0,6}:? .{0,40}(?:disk failure|faulty|Operation continuing on \d devices)/i,
      /\bunrecoverable (?:error|read error).{0,40}(?:pool|disk|sector|volume|LUN)|\bhas experienced an unrecoverable error\b|\bThe device, .{3,60}, has a bad block\b/i,
    ],
    not: [/\bSMART (?:Prefailure|Usage) Attribute: .{0,80}changed from|count is 0|= 0$|corrected error/i],
  },
  fires: [
    "blk_update_request: critical medium error, dev sdc, sector 182736 op 0x0:(READ) flags 0x0",
    "Device: /dev/sdb [SAT], 8 Currently unreadable (pending) sectors",
    "OSError: [Errno 5] Input/output error: '/data/part-0007'",
    "md/raid1:md0: Disk failure on sdb1, disabling device. Operation continuing on 1 devices.",
  ],
  silent: [
    "198 Offline_Uncorrectable   0x0010   100   100   000    Old_age   Offline      -       0",
    "SMART overall-health self-assessment test result: PASSED",
  ],
  advice: {
    debugging: [
      "`smartctl -x /dev/<device>`: pending and reallocated sectors, and the error log; for a cloud volume its status checks.",
      "`lsblk -o NAME,MOUNTPOINT,SERIAL` says which files live there; `/proc/mdstat` or `zpool status` whether a second copy does.",
    ],
    quickFixes: ["Copy what matters off now (`ddrescue` for bad areas), then replace the device."],
    durableFixes: ["smartd with mail, RAID or replicas, and replacement at the first pending sector."],
    links: [{ title: "smartmontools: smartctl(8)", url: "https://linux.die.net/man/8/smartctl" }],
  },
});
