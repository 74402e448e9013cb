import { defineRule } from "../rule.ts";

export const databaseMemory = defineRule({
  id: "oom_memory.database_memory",
  title: "The database ran out of memory",
  severity: "high",
  why: "The server could not allocate for a query; that query failed, and others may be next.",
  match: {
    any: [
      /out of memory.{0,20}\bfailed on request of size/i,
      /\bout of memory \(?needed \d+ bytes/i,
      /innodb: cannot allocate memory for the buffer pool/i,
      /\bERROR: +out of memory|\bOut of memory; restart server/i,
      /Data too large, data for \[/i,
      /\bcircuit_breaking_exception\b/i,
      /\bCircuitBreakingException\b/i,
      /memory resource limit alarm set/i,
      /vm_memory_high_watermark set.*memory usage/i,
      /There is insufficient system memory in resource pool/i,
    ],
  },
  fires: [
    'ERROR:  out of memory DETAIL:  Failed on request of size 524288 in memory context "ExecutorState".',
    "[ERROR] InnoDB: Cannot allocate memory for the buffer pool",
    "CircuitBreakingException: [parent] Data too large, data for [<http_request>] would be [1.9gb], which is larger than the limit of [1.8gb]",
    "memory resource limit alarm set on node rabbit@mq-1.",
  ],
  silent: ["innodb_buffer_pool_size = 8G", "memory resource limit alarm cleared on node rabbit@mq-1"],
  advice: {
    debugging: [
      "PostgreSQL prints a memory context dump beside the error; MySQL: `SHOW ENGINE INNODB STATUS` section BUFFER POOL AND MEMORY.",
      "Elasticsearch: `GET _nodes/stats/breaker,jvm`; RabbitMQ: `rabbitmq-diagnostics memory_breakdown`.",
    ],
    quickFixes: [
      "Cancel the largest query or publisher, then lower `work_mem`, `innodb_buffer_pool_size` or the request size.",
    ],
    durableFixes: [
      "Budget it: buffers + connections × per-query memory must stay below what the host or container has.",
    ],
    links: [
      {
        title: "PostgreSQL: resource consumption",
        url: "https://www.postgresql.org/docs/current/runtime-config-resource.html",
      },
    ],
  },
});
