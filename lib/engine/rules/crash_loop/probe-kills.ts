import { defineRule } from "../rule.ts";

export const probeKills = defineRule({
  id: "crash_loop.probe_kills",
  title: "A failing probe restarts a container",
  headline: "{probe} probe restarts a container",
  severity: "high",
  why: "The kubelet kills the container because its probe fails; a slow start or an overloaded process turns into restarts.",
  match: {
    any: [
      /(?<probe>Liveness|Startup) probe failed.{0,200}will be restarted/i,
      /Container \S{1,80} failed (?<probe>liveness|startup) probe, will be restarted/i,
    ],
  },
  fires: [
    "Container api failed liveness probe, will be restarted",
    "Liveness probe failed: HTTP probe failed with statuscode: 500; container api will be restarted",
  ],
  silent: ["livenessProbe: httpGet /healthz failureThreshold: 3"],
  advice: {
    debugging: [
      "`kubectl describe pod <pod>` under Events counts the failures; call the probe's path inside the pod and time it.",
    ],
    quickFixes: ["Raise `timeoutSeconds` or `failureThreshold`, or add a `startupProbe` when the start is slow."],
    durableFixes: [
      "A liveness probe must not call dependencies: it restarts a healthy process because a database is away.",
    ],
    links: [
      {
        title: "Kubernetes: probes",
        url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
      },
    ],
  },
});
