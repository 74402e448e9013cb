import { defineRule } from "../rule.ts";

export const threads = defineRule({
  id: "resource_exhaustion.threads",
  title: "No threads or processes are left",
  severity: "critical",
  why: "Work is refused because nothing is left to run it.",
  match: {
    any: [
      /\bunable to create (?:new )?(?:native )?thread|\bcan't start new thread\b|\bcan't create (?:a )?(?:new )?thread\b|\bpthread_create\b.{0,40}(?:failed|EAGAIN|Resource temporarily unavailable)/i,
      /\bfork: (?:retry: )?Resource temporarily unavailable|\bCannot fork\b|fork failed.{0,40}(?:Resource temporarily unavailable|EAGAIN)|fork rejected by pids controller/i,
      /\bRejectedExecutionException\b|\bTaskRejectedException\b|\bEsRejectedExecutionException\b|\brejected execution of\b|\bes_rejected_execution_exception\b/i,
      /\b(?:thread|worker|executor)[ -]?(?:pool|queue)s?(?: \S{1,60}){0,3}? (?:is |are )?(?:exhausted|full|saturated|starved|starvation|depleted)\b|\bthread starvation\b|\bThread starvation or clock leap\b/i,
      /server reached (?:pm\.)?max_children|server reached MaxRequestWorkers|\bMaxClients (?:setting )?reached|\breached MaxClients\b|\bseems busy \(you may need to increase/i,
      /\ball (?:\d+ )?(?:workers|threads|connections|slots|acceptors|children|servers|executors) (?:are |is )?(?:busy|in use|used|exhausted|occupied)\b/i,
      /\bNo free (?:worker|thread|connection|slot|server)s?\b|\bno (?:idle|available) (?:workers?|threads?|executors?|slots?)\b|\bscoreboard is full\b/i,
      /\bvm\.max_map_count\b.{0,40}too low|\bpid_max\b.{0,20}reached|\bcgroup: fork rejected\b|\bpids\.max\b.{0,20}(?:reached|exceeded)|\bMaximum thread pool size reached\b/i,
      /\b\d{1,5} Insufficient (?:cpu|memory|pods|nvidia\.com\/gpu|ephemeral-storage)\b|\bexceeded quota: |\bOutOfcpu\b|\bOutOfpods\b|\bToo many pods\b/i,
      /\bout of shared memory\b|\bYou might need to increase max_(?:locks|pred_locks)|\bSemaphore\b.{0,40}(?:exhausted|limit|No space)|\bno space left on device.{0,20}(?:semget|shmget)|\bcould not create semaphores\b/i,
      /\bMaximum (?:function nesting level|call stack|execution depth)\b.{0,40}|\bMaximum execution time of \d+ seconds? exceeded|\bPython recursion limit|\bRecursionError\b|\bCPU (?:time )?limit exceeded\b|\bmaximum number of (?:\w+ ){1,3}(?:has been |was |is )?(?:reached|exceeded)/i,
      /\bfailed to create (?:a )?(?:new )?thread\b|\bmaximum number of (?:threads|processes|workers|connections|clients)\b|\bout of threads\b|\bunable to fork\b|\bno free (?:slots?|threads?|workers?)\b|\b(?:fork|clone|thread|spawn|exec|setuid|process)\w{0,12}\b.{0,60}\bResource temporarily unavailable\b|\bEAGAIN\b.{0,40}(?:fork|thread|spawn)|\bspawn \S{1,80} EAGAIN\b/i,
      /\b(?:memory|cpu|heap|load|swap|inodes?|handles?|sockets?|threads?|processes)\b.{0,40}\b(?:exceed(?:s|ed|ing)|above|over|reached)\b.{0,20}\b(?:critical|limit|threshold|maximum)\b|\bout of resources\b|\btoo many resources requested\b|\breason \{system_limit,|\bsystem_limit\b.{0,40}(?:open_port|spawn|ets)|\b(?:resource|limit|quota) (?:is |was |has been )?exhausted\b/i,
      /\b(?:nonpaged|paged) pool\b.{0,60}\b(?:empty|exhausted)|\bpool was empty\b|\bFailed to fork\b/i,
    ],
    not: [/max_children ?=|exceeded quota: .{0,100}storage|cluster has sufficient/i],
  },
  fires: [
    "unable to allocate from the system nonpaged pool because the pool was empty",
    "smand: Used Memory value 97% exceeds critical level 95%",
    "java.lang.OutOfMemoryError: unable to create new native thread",
    "WARNING: [pool www] server reached pm.max_children setting (10), consider raising it",
    "RuntimeError: can't start new thread",
    "java.util.concurrent.RejectedExecutionException: Task rejected from ThreadPoolExecutor[Running, pool size = 8, active threads = 8, queued tasks = 100]",
    "0/3 nodes are available: 3 Insufficient cpu.",
    "-bash: fork: retry: Resource temporarily unavailable",
  ],
  silent: [
    "memory limit 512M, threshold 90%",
    "rsync: read error on socket: Resource temporarily unavailable (retried)",
    "thread pool started with 16 workers",
    "pm.max_children = 50",
    "workers busy=0 idle=8",
  ],
  advice: {
    debugging: [
      "`ps -eLf | wc -l`, `cat /proc/sys/kernel/threads-max` and the cgroup's `pids.max`; php-fpm: its status page with `?full`.",
      "A thread dump shows what the busy workers wait for: mostly one slow dependency.",
    ],
    quickFixes: ["Restart the worker that holds them all, or add workers where memory allows it."],
    durableFixes: [
      "Give slow work a pool of its own and a time limit, and size the pool from measured latency times rate.",
    ],
    links: [{ title: "PHP: FPM configuration", url: "https://www.php.net/manual/en/install.fpm.configuration.php" }],
  },
});
