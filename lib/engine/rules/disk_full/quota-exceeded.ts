import { defineRule } from "../rule.ts";

export const quotaExceeded = defineRule({
  id: "disk_full.quota_exceeded",
  title: "A storage quota is used up",
  severity: "high",
  why: "The account, project or volume may not store more; writes are refused although the disk itself has room.",
  match: {
    any: [
      /Disk quota exceeded|\bEDQUOT\b|\bErrno 122\b/i,
      /\b(?:storage|mailbox|volume|bucket|filesystem|disk|space) quota (?:has been |is |was )?(?:exceeded|full|reached)/i,
      /\bDSQuotaExceededException\b|DiskSpace quota of .{1,60} is exceeded|NSQuotaExceededException/i,
      /\bQuotaExceededError\b|\bStorage(?:Quota|Limit)\w*Exceeded\b|\bInsufficientStorage\b/i,
      /\bmailbox (?:is )?full\b|\bover quota\b|552 5\.2\.2/i,
      /exceeded quota: .{1,120}(?:requests\.)?storage/i,
      /\b(?:storage|disk|drive|volume|bucket|space|mailbox|upload) (?:cap|limit|allowance|capacity|allotment)(?: has been| was| is)? (?:exceeded|reached|hit|full|used up|exhausted)\b|\b(?:partition|file ?system|disk|volume|spool)\b.{0,24}\b(?:running out of|nearly out of|low on|short of) (?:free |disk )?space\b/i,
    ],
  },
  fires: [
    "b2_upload_file: 403: Cannot upload files, storage cap exceeded.",
    "cp: error writing 'dump.sql': Disk quota exceeded",
    "The DiskSpace quota of /user/etl is exceeded: quota = 1073741824",
    "452 4.2.2 mailbox full",
  ],
  silent: ["storage limit is 10 GB", "storage quota usage 41% of 500GB"],
  advice: {
    debugging: [
      "`quota -s`, `repquota -a`, `hdfs dfs -count -q <path>` or the provider's usage page: who used it up, and since when?",
    ],
    quickFixes: ["Remove or move old data of that owner, or raise its quota."],
    durableFixes: ["Alert at 80 % of each quota and expire data by age."],
    links: [{ title: "Linux: quota(1)", url: "https://man7.org/linux/man-pages/man1/quota.1.html" }],
  },
});
