import { defineRule } from "../rule.ts";

export const fileDescriptors = defineRule({
  id: "resource_exhaustion.file_descriptors",
  title: "No file descriptors are left",
  severity: "critical",
  why: "The process can open no file and accept no connection; it looks alive and fails everything.",
  match: {
    any: [
      /\btoo many open files\b|\bEMFILE\b|\bENFILE\b|\bErrno 2[34]\b/i,
      /\bfile-max limit \d+ reached\b|\bOut of file descriptors\b|\bno (?:more )?file descriptors? (?:left|available)\b|\brun out of file descriptors\b/i,
      /\bfailed \(24: |\bNo file descriptors available\b|\bulimit\b.{0,40}(?:too low|exceeded|reached)/i,
      /\binotify\b.{0,80}(?:limit|No space left|reached|too many)|User limit of inotify (?:watches|instances) reached|System limit for number of file watchers reached/i,
      /\bset(?:ting)? max open files|Accept error .{0,40}Too many/i,
    ],
    not: [/set(?:ting)? max open files to|max open files: \d+/i],
  },
  fires: [
    "accept4() failed (24: Too many open files)",
    "java.net.SocketException: Too many open files",
    "Error: EMFILE: too many open files, open '/srv/app/views/cart.ejs'",
    "Error: ENOSPC: System limit for number of file watchers reached, watch '/srv/app'",
  ],
  silent: ["setting max open files to 65536"],
  advice: {
    debugging: [
      "`ls /proc/<pid>/fd | wc -l` against `grep \"open files\" /proc/<pid>/limits`; `lsof -p <pid> | awk '{print $5,$9}' | sort | uniq -c | sort -rn | head`.",
    ],
    quickFixes: [
      "Restart the process; raise `LimitNOFILE=` of its unit (or `ulimit -n`, `fs.inotify.max_user_watches`).",
    ],
    durableFixes: [
      "Close what is opened: the kind that grows in `lsof` (sockets, pipes, files) says which code leaks.",
    ],
    links: [
      {
        title: "systemd: LimitNOFILE",
        url: "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Process%20Properties",
      },
    ],
  },
});
