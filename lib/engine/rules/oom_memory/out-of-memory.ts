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
      /\bSQLSTATE\W{1,4}53200\b|\bORA-0403[01]\b|\bMALLOCFAIL\b|\b0x8007000[eE]\b|\bNT_STATUS_NO_MEMORY\b|\bSystemOOM\b|\bOOMKilling\b|\bMemory ?Pressure[ =:"]{1,12}True\b|\bNodeHasMemoryPressure\b|\bunable to allocate \d+ bytes of shared memory\b|\binsufficient system memory\b|\bmemory (?:usage|used|utili[sz]ation).{0,12}\b(?:9[7-9]|100)(?:\.\d{1,3})? ?%.{0,60}(?:kill|exceed|critical|abort)/i,
      /\bmemory limit\b.{0,30}\b(?:exceeded|reached|hit)\b|\bMEMORY_LIMIT_EXCEEDED\b|\bmemory (?:quota|budget|cap|watermark) (?:has been |was |is )?(?:exceeded|exhausted)\b|\bexceed(?:s|ed|ing)? (?:the |its )?(?:\w+ )?memory (?:limit|budget|quota|cap)\b|\bNot enough (?:heap|RAM|free memory|virtual memory)\b/i,
      /\bexceed(?:s|ed|ing)? (?:the |its )?(?:[\d.]{1,8} ?%? (?:of )?)?(?:\w+ )?memory (?:budget|limit|allotment|ceiling|allowance|quota|cap)\b|\b(?:\w{0,6}malloc|calloc|realloc|mmap|sbrk)\b.{0,24}\b(?:allocation )?(?:failure|failed|unable|impossible)\b|\bpage allocation failure\b|\barray exceeds maximum array size\b|\bmemory (?:is |was |has been )?(?:fully )?(?:used up|exhausted|depleted)\b|\bno (?:more |free )?memory (?:left|available|remaining)\b/i,
    ],
    not: [/Usage Manager|sufficient memory available|nodes are available/i],
  },
  fires: [
    "Worker exceeded 95% memory budget. Restarting",
    "python3: vmalloc: allocation failure, allocated 12288 of 20480 bytes",
    "Memory limit (total) exceeded: would use 9.32 GiB, maximum: 9.31 GiB",
    "ORA-04031: unable to allocate 4096 bytes of shared memory",
    "%SYS-2-MALLOCFAIL: Memory allocation of 65536 bytes failed from 0x6014",
    "worker 4 ran out of memory while indexing",
    "SQLSTATE[HY001]: not enough memory",
  ],
  silent: [
    "memory limit is 2 GiB",
    "MemoryPressure   False   KubeletHasSufficientMemory",
    "kubelet has sufficient memory available",
    "oom watcher: no process is out of memory",
  ],
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
