import { defineRule } from "../rule.ts";

export const kernelOomKill = defineRule({
  id: "oom_memory.kernel_oom_kill",
  title: "The kernel killed a process for memory",
  headline: "The kernel killed {process} for memory",
  severity: "critical",
  why: "The machine or its control group had no memory left, so the kernel picked a process and ended it without warning.",
  match: {
    any: [
      /(?<process>[\w./:-]{1,40}) invoked oom-killer/i,
      /out of memory: kill(?:ed)? process \d+,? \(?(?<process>[\w./:-]{1,40})/i,
      /memory cgroup out of memory/i,
      /oom-kill:constraint=.*\btask=(?<process>[\w./:-]{1,40})/i,
      /\boom_reaper: reaped process/i,
      /\boom_kill_process\b/i,
      /(?<process>[\w@.\\-]{1,80}\.(?:service|scope|slice)): (?:Failed with result 'oom-kill'|A process of this unit has been killed by the OOM killer)/i,
      /a process of this unit has been killed by the OOM killer|Failed with result 'oom-kill'|systemd-oomd.*Killed|\bkilled by (?:the )?OOM[ -]killer\b|\bOOM[ -]kill(?:ed)?\b/i,
      /killed process \d+ \((?<process>[\w./:-]{1,40})\).*(?:total-vm|anon-rss)/i,
      /\b(?:lmkd|lowmemorykiller|earlyoom|systemd-oomd|jetsam|memorystatus)\b.{0,120}\b(?:kill(?:ed|ing)?\w*|reclaim|watermark|exceeded|low memory|sending SIG\w{3,4})\b/i,
      /\bexceeded (?:its |the )?mem(?:ory)? limit\b|\bper-process-limit\b|\bEXC_RESOURCE\b.{0,120}\b(?:MEMORY|mem limit)\b/i,
    ],
  },
  fires: [
    "lmkd: Reclaim 'com.example.maps:sync' (591), uid 10112, oom_score_adj 975 to free 19252kB rss; reason: min2x watermark is breached and swap is low",
    "memorystatus: killing_specific_process pid 1289 [Maps] (per-process-limit 10)",
    "worker.service: A process of this unit has been killed by the OOM killer.",
    "systemd[1]: cache.service: Failed with result 'oom-kill'.",
    "[912345.120001] node invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
    "kernel: Out of memory: Killed process 2231 (java) total-vm:9182736kB, anon-rss:7654321kB",
    "Memory cgroup out of memory: Killed process 881 (python3) total-vm:2097152kB",
  ],
  silent: [
    "lmkd: registered process with oom_score_adj 0",
    "systemd-oomd: Watching memory pressure of user.slice",
    "kernel: oom_score_adj set to -900 for sshd",
    "memory.oom_control oom_kill_disable 0 under_oom 0 oom_kill 0",
  ],
  advice: {
    debugging: [
      "`dmesg -T | grep -A40 oom-killer`: the table of processes shows who held the memory; the victim is not always the culprit.",
      "`constraint=CONSTRAINT_MEMCG` means a container or unit limit, `CONSTRAINT_NONE` means the whole machine.",
    ],
    quickFixes: ["Restart the killed process and stop or move the largest resident one (`ps aux --sort=-rss | head`)."],
    durableFixes: [
      "Give each service a limit (`MemoryMax=`, `resources.limits.memory`) so that a leak ends the leaking process only.",
      "Alert on `MemAvailable` and on memory pressure (`/proc/pressure/memory`) before the killer acts.",
    ],
    links: [
      {
        title: "Linux: out-of-memory handling",
        url: "https://www.kernel.org/doc/html/latest/admin-guide/mm/concepts.html",
      },
    ],
  },
});
