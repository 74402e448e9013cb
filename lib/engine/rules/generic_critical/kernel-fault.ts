import { defineRule } from "../rule.ts";

export const kernelFault = defineRule({
  id: "generic_critical.kernel_fault",
  title: "The kernel hit a fault",
  severity: "critical",
  why: "The kernel's own state is in doubt: the machine may hang, lose data or restart at any time.",
  match: {
    any: [
      /\bkernel panic\b/i,
      /\bBUG: (?:unable to handle|kernel NULL pointer|soft lockup|scheduling while atomic|Bad page|sleeping function|KASAN|workqueue lockup|using __)/i,
      /\bOops: \d{4}/i,
      /\bgeneral protection fault\b/i,
      /\b(?:soft|hard) lockup\b/i,
      /\bblocked for more than \d+ seconds\b/i,
      /\brcu_?\w*:? ?.{0,20}detected stalls?\b|rcu_sched self-detected stall|detected stall on CPU/i,
      /\bkernel BUG at\b|\bUnable to handle kernel (?:NULL|paging)/i,
      /\bhung_task\b|\bNMI watchdog: (?:BUG|Watchdog detected)/i,
      /\bMachine Check Exception\b|\bmce: .{0,20}Hardware Error\b|\bHardware Error\b.{0,60}(?:fatal|uncorrect)/i,
      /\bUncorrect(?:ed|able) (?:hardware )?(?:memory )?(?:ECC )?error\b|\bUE (?:memory )?(?:read|page)/i,
      /\bwatchdog: BUG\b|\bFatal exception in interrupt\b/i,
    ],
    not: [/NMI watchdog: Enabled|kernel\.(?:panic|hung_task)|corrected error/i],
  },
  fires: [
    "BUG: unable to handle kernel NULL pointer dereference at 00000000000005ec",
    "INFO: task jbd2/sda1-8:442 blocked for more than 120 seconds.",
    "Kernel panic - not syncing: Fatal exception",
    "watchdog: BUG: soft lockup - CPU#2 stuck for 22s! [kworker/2:1:88]",
  ],
  silent: ["NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.", "sysctl kernel.panic = 10"],
  advice: {
    debugging: [
      "`journalctl -k -b -1` (the boot before) and `/var/crash`: the `RIP:` line and `Comm:` name the code and the process.",
      "Tasks blocked for 120 seconds mostly wait for storage: `iostat -x 1`, `dmesg | grep -i -e ata -e nvme -e scsi`.",
    ],
    quickFixes: ["Move the workload off this machine before it restarts by itself."],
    durableFixes: [
      "Run a kernel with the fix of the module in the trace; enable kdump so that the next fault leaves a dump.",
    ],
    links: [
      { title: "Linux: bug hunting", url: "https://www.kernel.org/doc/html/latest/admin-guide/bug-hunting.html" },
    ],
  },
});
