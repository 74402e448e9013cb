import { defineRule } from "../rule.ts";

export const filePermission = defineRule({
  id: "permission_denied.file_permission",
  title: "A file or socket may not be opened",
  headline: "{file} may not be opened",
  severity: "high",
  why: "The process lacks the right on a path it needs; the part that uses it does not work.",
  match: {
    any: [
      /"(?<file>\/[^"]{1,160})" failed \(13: Permission denied\)/i,
      /\bPermission denied: '?"?(?<file>[^'"\n]{3,160})/i,
      /\b(?:EACCES|EPERM)\b(?:[:,] [\w ]{3,40}, \w{3,10} '(?<file>[^']{1,160})')?/i,
      /\bopen (?<file>\/[\w./-]{1,160}): permission denied/i,
      /\bpermission denied\b/i,
      /\b(?:Errno 13|Errno 1)\b(?!\d)|\bos error 13\b|\berrcode: 13\b|\bfailed \(1: Operation not permitted\)/i,
      /\bOperation not permitted\b/i,
      /\bAccessDeniedException: (?<file>\/[^\s\n]{3,160})|\bUnauthorizedAccessException\b.{0,20}(?:Access to the path '(?<file>[^']{1,160})')?/i,
      /\bAccess to the path '(?<file>[^']{1,160})' is denied/i,
      /\bfailed to open stream: Permission denied|\bis not writ(?:e)?able\b(?! by design)|\b(?:un|not )able to write (?:in|to) (?:the )?(?:"|')?(?<file>\/[\w./-]{2,120})/i,
      /\bRead-only file system\b|\bEROFS\b/i,
      /avc: +denied|\bapparmor="DENIED"|\bSELinux is preventing\b|\bseccomp\b.{0,60}(?:blocked|denied|killed)/i,
      /\bis not in the sudoers file\b|\bnot allowed to execute\b/i,
      /: command not allowed ;|\bcommand not allowed by\b|\buser NOT in sudoers\b/i,
      /\bNT_STATUS_ACCESS_DENIED\b|\b0x80070005\b|\bERROR_ACCESS_DENIED\b|\bOSError: \[WinError 5\]|\bRelay access denied\b|\brelaying denied\b|\bgit\W.{0,60}(?:dubious ownership)|\bfatal: unsafe repository\b/i,
    ],
    not: [
      /\(publickey|\(password|keyboard-interactive|cannot list|User "|for (?:table|relation|schema|database|sequence|function)/i,
    ],
  },
  fires: [
    "NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 Relay access denied",
    'open() "/var/www/html/private.html" failed (13: Permission denied), client: 10.0.0.2',
    "Error: EACCES: permission denied, open '/srv/app/uploads/a.png'",
    "PermissionError: [Errno 13] Permission denied: '/data/out.csv'",
    'audit: type=1400 audit(1770796800.1:88): avc:  denied  { read } for  pid=812 comm="nginx"',
    "mkdir: cannot create directory '/data/tmp': Read-only file system",
  ],
  silent: [
    "(error) OOM command not allowed when used memory > 'maxmemory'.",
    "permission check passed for /srv/app",
    "denied=0 allowed=118",
  ],
  advice: {
    debugging: [
      "`namei -l <path>` shows the rights of each folder on the way; `id` of the process in `/proc/<pid>/status`.",
      "SELinux or AppArmor: `ausearch -m avc -ts recent`, `aa-status`; containers: the volume's owner against `runAsUser`.",
    ],
    quickFixes: ["Give that user the path (`chown`, `setfacl -m u:<user>:rwX <path>`), not everybody."],
    durableFixes: ["Create the paths with the right owner in the image or unit (`StateDirectory=`, `fsGroup`)."],
    links: [
      { title: "Linux: path_resolution(7)", url: "https://man7.org/linux/man-pages/man7/path_resolution.7.html" },
    ],
  },
});
