import { defineRule } from "../rule.ts";

export const nodeHeap = defineRule({
  id: "oom_memory.node_heap",
  title: "Node.js ran out of heap",
  severity: "critical",
  why: "V8 reached its heap limit and aborted the process; every request in flight was dropped.",
  match: {
    any: [
      /JavaScript heap out of memory/i,
      /Reached heap limit Allocation failed/i,
      /ERR_WORKER_OUT_OF_MEMORY/i,
      /Array buffer allocation failed/i,
      /Ineffective mark-compacts near heap limit/i,
    ],
  },
  fires: [
    "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    "Error [ERR_WORKER_OUT_OF_MEMORY]: Worker terminated due to reaching memory limit: JS heap out of memory",
  ],
  silent: ["node --max-old-space-size=4096 server.js started"],
  advice: {
    debugging: [
      "Start with `--heapsnapshot-near-heap-limit=2` and compare the two snapshots in Chrome DevTools.",
      "Read `process.memoryUsage()` over time: rising `heapUsed` after each collection is a leak, rising `external` is buffers.",
    ],
    quickFixes: ["Restart, and raise `--max-old-space-size` (in MB) up to what the container allows."],
    durableFixes: ["Stream large bodies and query results instead of collecting them in arrays."],
    links: [{ title: "Node.js: memory diagnostics", url: "https://nodejs.org/en/learn/diagnostics/memory" }],
  },
});
