import { defineRule } from "../rule.ts";

export const kubernetesBackoff = defineRule({
  id: "crash_loop.kubernetes_backoff",
  title: "A container keeps crashing",
  headline: "Container {container} keeps crashing",
  severity: "critical",
  why: "Kubernetes restarts the container, it ends again, and the wait doubles up to five minutes: the workload is down in between.",
  match: {
    any: [
      /\bCrashLoopBackOff\b/i,
      /Back-off (?:\S+ )?restarting failed container(?:[= ](?<container>[\w.-]{1,80}))?/i,
      /back-off \d\w* restarting failed/i,
    ],
  },
  fires: [
    "api-5d54dbffd6-m8j4s   0/1   CrashLoopBackOff   7 (32s ago)   11m",
    "Warning  BackOff  2m (x14 over 5m)  kubelet  Back-off restarting failed container worker in pod worker-0_default(ab12)",
  ],
  silent: ['kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"} 0', "- alert: KubePodCrashLooping"],
  advice: {
    debugging: [
      "`kubectl logs <pod> -c <container> --previous` shows the run that crashed; `kubectl describe pod <pod>` its exit code and probe failures.",
      "Exit code 137 is a kill (memory or probe), 1 the program's own error, 126 or 127 a command that cannot run.",
    ],
    quickFixes: ["`kubectl rollout undo deployment/<name>` when it began with a rollout."],
    durableFixes: [
      "Fail the rollout instead of the service: readiness probe, `maxUnavailable: 0`, `progressDeadlineSeconds`.",
    ],
    links: [
      { title: "Kubernetes: debug pods", url: "https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/" },
    ],
  },
});
