import { defineRule } from "../rule.ts";

export const containerLimit = defineRule({
  id: "oom_memory.container_limit",
  title: "A container was killed at its memory limit",
  severity: "critical",
  why: "The container used more than its limit and was ended with SIGKILL (exit code 137): what it was doing was lost.",
  match: {
    any: [
      /\bOOM[ -]?Killed\b/i,
      /\bOOMKilling\b/i,
      /\bSystem OOM encountered/i,
      /\bcontainer\b.*\b(?:was )?(?:killed|terminated)\b.*\b(?:due to|for|because of|exceed\w*)\b.*\bmemory/i,
      /exited?.*\b137\b.*\b(?:out of memory|oom)/i,
      /running beyond (?:the )?(?:physical|virtual).{0,5} memory limits?/i,
      /\bcontainer (?:event )?oom\b/i,
      /low on resource: memory/i,
      /has insufficient memory available/i,
      /NodeHasInsufficientMemory/i,
      /\bcontainer memory (?:limit )?exceeded\b|\bRuntime exited with error: signal: killed\b/i,
      /\breclaim memory\b|\bmemory limit exceeded\b|\bexceeded (?:its |the )?memory limit\b/i,
    ],
    not: [/oom_kill(?:_disable|s)?[ =:]|nodes are available|reason="OOMKilled".{0,80}\} 0\b/i],
  },
  fires: [
    "      Reason:       OOMKilled",
    "Container api-7f9 was killed due to memory usage above 512Mi",
    "The node was low on resource: memory. Container worker was using 2Gi, request is 512Mi.",
  ],
  silent: [
    'kube_pod_container_status_last_terminated_reason{container="api",reason="OOMKilled"} 0',
    "OOMKilled=false exitCode=0",
  ],
  advice: {
    debugging: [
      "`kubectl describe pod <pod>`: compare Last State, Limits and Restart Count; `kubectl top pod --containers` shows use now.",
      "Plot `container_memory_working_set_bytes` against the limit for the hour before: a ramp is a leak, a step is one request.",
    ],
    quickFixes: [
      "Raise `resources.limits.memory` above the peak that was measured, or lower the concurrency of the container.",
    ],
    durableFixes: [
      "Tell the runtime about the limit (`-XX:MaxRAMPercentage`, `--max-old-space-size`, `GOMEMLIMIT`), so it collects before it is killed.",
    ],
    links: [
      {
        title: "Kubernetes: assign memory resources",
        url: "https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/",
      },
    ],
  },
});
