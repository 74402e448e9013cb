import { defineRule } from "../rule.ts";

export const probeRefused = defineRule({
  id: "connection_refused.probe",
  title: "A health probe is refused",
  headline: "The {probe} probe of {peer} is refused",
  severity: "high",
  why: "The container runs but does not listen on the probed port yet, any more, or at all; it gets no traffic, and is killed when this is its liveness probe.",
  match: {
    any: [
      /\b(?<probe>Readiness|Liveness|Startup) probe failed: .{0,120}dial tcp (?<peer>[\w.:[\]-]{3,80}): connect: connection refused/i,
      /\b(?<probe>health) ?check (?:for|of|on) (?:\w+ )?(?<peer>[\w./:-]{2,80}) .{0,80}(?:connection refused|ECONNREFUSED)/i,
      /\bServer (?<peer>[\w.-]{1,80}\/[\w.-]{1,80}) is DOWN, reason: (?<probe>Layer4) connection problem, info: "Connection refused/i,
    ],
  },
  fires: [
    'Warning  Unhealthy  9s  kubelet  Readiness probe failed: Get "http://10.1.2.9:8080/ready": dial tcp 10.1.2.9:8080: connect: connection refused',
    'Server be_shop/shop1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.',
  ],
  silent: ["Readiness:  http-get http://:8080/ready delay=5s timeout=1s period=5s #success=1 #failure=3"],
  advice: {
    debugging: [
      "The container's own log around its start: how long until it listens, and on which port and address (`0.0.0.0`, not `127.0.0.1`)?",
      "`kubectl get pod <pod> -o yaml | grep -A8 Probe`: does the probed port equal the port the program listens on?",
    ],
    quickFixes: ["Correct the port, or give the start more time with a startup probe."],
    durableFixes: ["A startup probe for slow starts, and a liveness probe that does not depend on other services."],
    links: [
      {
        title: "Kubernetes: probes",
        url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
      },
    ],
  },
});
