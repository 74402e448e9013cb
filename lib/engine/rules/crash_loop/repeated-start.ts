import { defineRule } from "../rule.ts";

export const repeatedStart = defineRule({
  id: "crash_loop.repeated_start",
  title: "A service starts again and again",
  severity: "medium",
  why: "Five starts of one service within ten minutes mean that it does not stay up, even when no line says why.",
  match: {
    any: [
      /\bStarted \w{3,60} in [\d.]+ seconds \(/i,
      /\bStarting \w{3,60}(?:Application|Server|Service)\b.{0,40}\busing Java/i,
      /\bStarting gunicorn \d/i,
    ],
    rate: { atLeast: 5, withinMs: 600000 },
  },
  fires: [
    "2026-02-03T10:00:00Z INFO Started ShopApplication in 4.1 seconds (process running for 5.0)\n2026-02-03T10:01:00Z INFO Started ShopApplication in 4.2 seconds (process running for 5.0)\n2026-02-03T10:02:00Z INFO Started ShopApplication in 4.0 seconds (process running for 5.0)\n2026-02-03T10:03:00Z INFO Started ShopApplication in 4.0 seconds (process running for 5.0)\n2026-02-03T10:04:00Z INFO Started ShopApplication in 4.3 seconds (process running for 5.0)",
  ],
  silent: ["2026-02-03T10:00:00Z INFO Started ShopApplication in 4.1 seconds (process running for 5.0)"],
  advice: {
    debugging: [
      "Look at the last lines before each start: an exit code, a signal or an exception, or nothing at all (a kill from outside).",
    ],
    quickFixes: ["Hold the version back or scale the workload to zero until one start is understood."],
    durableFixes: [
      'Log the reason on exit (`process.on("exit")`, a shutdown hook), so that a restart is never silent.',
    ],
    links: [
      { title: "Kubernetes: pod lifecycle", url: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/" },
    ],
  },
});
