import { defineRule } from "../rule.ts";

export const threadDeadlock = defineRule({
  id: "deadlock.thread_deadlock",
  title: "Threads block each other",
  severity: "critical",
  why: "Threads wait for one another for ever: requests that need them never finish, and only a restart frees them.",
  match: {
    any: [
      /\bFound (?:one|\d+) Java-level deadlocks?\b|\bJava-level deadlock\b/i,
      /\ball goroutines are asleep - deadlock\b/i,
      /\bpossible (?:circular locking|recursive locking|deadlock)\b|\bpossible irq lock inversion\b/i,
      /\bdeadlock (?:between|in|on|was|has been|occurred|encountered|warning|avoided|condition|situation|suspected|error)\b/i,
      /\bAPPARENT DEADLOCK\b|\bResource deadlock avoided\b|\bEDEADLK\b|\bEDEADLOCK\b|\bLock cycle detected\b/i,
      /\bfatal: No live threads left\. Deadlock\?|\bthreads? (?:\S{1,60} )?(?:is |are |has been )?(?:deadlocked|in deadlock)\b|\bdeadlock; recursive locking/i,
      /\bpotential deadlock\b|\bself[- ]deadlock\b|\bdetected (?:a )?deadlock\b/i,
      /\bFound \d+ deadlocks?\b|\bdeadlocked\b/i,
      /\b(?:abort|roll|cancel|fail|terminat|reject)\w*\b.{0,60}\bdeadlock\b(?! (?:detection|detector|handling|retry|retries))|\b(?:due to|because of|caused by|resulted in|ended in) (?:a |the )?deadlock\b|\bselected victim is\b|\bvictim (?:was |is |of a deadlock )?(?:selected|chosen)\b/i,
    ],
    not: [/deadlock detection|deadlock detector (?:started|enabled)|Deadlock in docs/i],
  },
  fires: [
    "ABORTED: Transaction was aborted due to a deadlock with another transaction",
    "Waiting XID : {13715252, X}. The selected victim is XID : 13736911.",
    "Found one Java-level deadlock:",
    "fatal error: all goroutines are asleep - deadlock!",
    "WARNING: possible circular locking dependency detected",
    "com.mchange.v2.async.ThreadPoolAsynchronousRunner -- APPARENT DEADLOCK!!! Creating emergency threads",
  ],
  silent: [
    "retries after a failed deadlock detection run: none",
    "deadlock detection is enabled",
    'kube_node_status_condition{condition="KernelDeadlock",status="false"} 1',
  ],
  advice: {
    debugging: [
      "Take a thread dump (`jstack -l <pid>`, `kill -QUIT <pid>`, `py-spy dump`): it prints who holds and who waits.",
    ],
    quickFixes: ["Restart the process after the dump is saved."],
    durableFixes: [
      "Take locks in one order, with a time limit (`tryLock`), and never while calling code you do not own.",
    ],
    links: [
      { title: "Java: deadlock", url: "https://docs.oracle.com/javase/tutorial/essential/concurrency/deadlock.html" },
    ],
  },
});
