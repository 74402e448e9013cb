import { defineRule } from "../rule.ts";

export const segfault = defineRule({
  id: "generic_critical.segfault",
  title: "A process crashed by a signal",
  headline: "{process} crashed by a signal",
  severity: "critical",
  why: "The process ended in native code without cleaning up; what it held in memory is lost.",
  match: {
    any: [
      /(?<process>[\w./:-]{1,60})\[\d+\]: segfault at/i,
      /\bsegmentation fault\b|\bsegfault\b|\bsegmentation violation\b/i,
      /\bSIG(?:SEGV|ABRT|BUS|ILL|FPE)\b/i,
      /\bterminated by signal (?:4|6|7|8|11)\b|\bexited on signal (?:4|6|7|8|11)\b|\bkilled by signal (?:4|6|7|8|11)\b/i,
      /traps: (?<process>[\w./:-]{1,60})\[\d+\] (?:general protection|trap)/i,
      /\bdouble free or corruption\b|\bstack smashing detected\b|\bmalloc\(\): |\bfree\(\): invalid|\bcorrupted size vs\. prev_size/i,
      /\bfatal error has been detected by the Java Runtime\b/i,
      /\bAccess ?violation\b|\b0xC0000005\b|\bAccessViolationException\b|\bStackOverflow(?:Error|Exception)\b|\bstack overflow\b/i,
      /\bmysqld got signal \d+|\bsignal: (?:aborted|segmentation fault)/i,
      /\b(?:Address|Memory|Thread|Leak|UndefinedBehavior)Sanitizer: (?!CHECK skipped)|\bheap-(?:use-after-free|buffer-overflow)\b|\bstack-buffer-overflow\b|\bcorrupted double-linked list\b/i,
    ],
    not: [/signal handler|installed|StackOverflow\.com|stackoverflow\.com/i],
  },
  fires: [
    "==22==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000010",
    "kernel: worker[1433]: segfault at 7f1f9b891000 ip 00007f1f9b870d7d sp 00007ffd5dab97f0 error 6 in libc.so.6",
    "child pid 881 exit signal Segmentation fault (11)",
    "# A fatal error has been detected by the Java Runtime Environment:",
    "LOG:  server process (PID 2213) was terminated by signal 11: Segmentation fault",
  ],
  silent: ["installed signal handler for SIGSEGV"],
  advice: {
    debugging: [
      "`coredumpctl list` and `coredumpctl gdb <pid>`, then `bt full`; for Java read `hs_err_pid*.log`.",
      "`addr2line -e <library> <ip - base>` with the numbers of the kernel's line names the function.",
    ],
    quickFixes: ["Restart the process, and go back to the last version of the library that the trace names."],
    durableFixes: ["Keep core dumps (`LimitCORE=infinity`) and symbols; run the failing path under AddressSanitizer."],
    links: [
      {
        title: "systemd: coredumpctl",
        url: "https://www.freedesktop.org/software/systemd/man/latest/coredumpctl.html",
      },
    ],
  },
});
