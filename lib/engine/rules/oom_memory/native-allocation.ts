import { defineRule } from "../rule.ts";

export const nativeAllocation = defineRule({
  id: "oom_memory.native_allocation",
  title: "A native allocation failed",
  severity: "critical",
  why: "The operating system refused memory to a program that cannot go on without it; it aborts there.",
  match: {
    any: [
      /memory allocation of \d+ bytes failed/i,
      /\bstd::bad_alloc\b/i,
      /fatal error: runtime: (?:out of memory|cannot allocate memory)/i,
      /\bNoMemoryError\b/i,
      /failed to allocate memory \(NoMemoryError\)/i,
      /\bcannot allocate memory\b/i,
      /\bENOMEM\b/i,
      /virtual memory exhausted/i,
      /\bfailed to allocate memory\b|\b(?:could not|couldn't|cannot|unable to) allocate \d+ bytes\b|\bmemory allocation failed\b/i,
      /\b(?:cannot|can.t|could not|unable to|failed to) allocate (?:\w+ ){0,3}(?:of )?(?:size )?[\d.]{1,20} ?[KMGT]i?b\b|\bSome of your processes may have been killed by the cgroup\b|\boom-kill event\b|\bmalloc(?:\(\))?:? (?:failed|failure|error)|\bmmap failed\b.{0,40}memory|\bfailed to (?:map|reserve|commit) memory\b/i,
    ],
  },
  fires: [
    "Error: cannot allocate vector of size 3.7 Gb",
    "memory allocation of 17179869184 bytes failed",
    "terminate called after throwing an instance of 'std::bad_alloc'",
    "fork: Cannot allocate memory",
    "fatal error: runtime: out of memory",
  ],
  silent: ["mlock limit raised so that locked pages cannot be swapped"],
  advice: {
    debugging: [
      "`free -m` and `cat /proc/meminfo | grep -i commit`: with `vm.overcommit_memory=2` allocations fail while memory looks free.",
      "`ulimit -a` and the unit's `LimitAS=` of the process that failed.",
    ],
    quickFixes: ["Free memory (stop the largest process) and restart the one that aborted."],
    durableFixes: [
      "Set a budget for the process (`GOMEMLIMIT`, cgroup limit) and bound what a single request may allocate.",
    ],
    links: [
      {
        title: "Linux: overcommit accounting",
        url: "https://www.kernel.org/doc/html/latest/mm/overcommit-accounting.html",
      },
    ],
  },
});
