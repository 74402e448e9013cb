import { defineRule } from "../rule.ts";

export const outOfMemory = defineRule({
  id: "oom_memory.out_of_memory",
  title: "Something ran out of memory",
  severity: "high",
  why: "A process reports that it has no memory left; what it was doing failed.",
  general: true,
  match: {
    any: [
      /\b(?:ran |running |run )?out of memory\b/i,
      /\bnot enough memory\b/i,
      /\b(?:heap|memory) (?:space )?(?:is )?exhausted\b/i,
      /\binsufficient memory\b/i,
    ],
    not: [/sufficient memory available|nodes are available/i],
  },
  fires: ["worker 4 ran out of memory while indexing", "SQLSTATE[HY001]: not enough memory"],
  silent: ["kubelet has sufficient memory available", "oom watcher: no process is out of memory"],
  advice: {
    debugging: [
      "Find the process on this line and its limit: `systemctl show -p MemoryMax`, `docker inspect -f '{{.HostConfig.Memory}}'`.",
    ],
    quickFixes: ["Restart the named process with more memory or with less parallel work."],
    durableFixes: ["Alert on its resident size before it reaches the limit."],
    links: [
      {
        title: "Linux: /proc/pid/status (VmRSS, VmPeak)",
        url: "https://man7.org/linux/man-pages/man5/proc_pid_status.5.html",
      },
    ],
  },
});
