import { defineRule } from "../rule.ts";

export const apiServer = defineRule({
  id: "dependency_failure.api_server",
  title: "The Kubernetes API server does not answer a controller",
  headline: "A controller gets no {object} from the API server",
  severity: "high",
  why: "The controller works on old knowledge until it can list and watch again; nothing it manages is corrected meanwhile.",
  firm: true,
  match: {
    any: [
      /Failed to (?:watch|list) \*?(?<object>[\w.*]{1,60}): .{0,400}(?:dial tcp|timeout|connection refused|EOF|unavailable|unable to handle|connection reset|no route)/i,
      /Unable to register node .{0,80} with API server|Error updating node status, will retry|Error getting node .{0,80}: .{0,200}(?:timeout|refused|dial tcp)/i,
      /failed to (?:ensure|get|update|renew) (?:node )?lease.{0,300}(?:dial tcp|timeout|refused|deadline)/i,
      /The connection to the server \S{1,80} was refused - did you specify the right host or port/i,
    ],
  },
  fires: [
    'E0211 08:00:00.1 1 reflector.go:138] factory.go:134: Failed to watch *v1.Pod: failed to list *v1.Pod: Get "https://10.0.0.1:443/api/v1/pods": dial tcp 10.0.0.1:443: i/o timeout',
    'kubelet.go:2183] Error updating node status, will retry: error getting node "n1": Get "https://10.0.0.1:6443": dial tcp 10.0.0.1:6443: connect: connection refused',
  ],
  silent: ["reflector.go:225] Listing and watching *v1.Pod from factory.go:134"],
  advice: {
    debugging: [
      "`kubectl get --raw '/readyz?verbose'` and the API server's own log; from the node `curl -k https://<server>:6443/healthz`.",
      "Many controllers at once: the API server or etcd; one node only: its network or kube-proxy rules.",
    ],
    quickFixes: ["Restore the API server (disk and memory of the control plane first), or the route from this node."],
    durableFixes: [
      "Several API servers behind a balancer with health checks, and priority and fairness limits for loud clients.",
    ],
    links: [
      {
        title: "Kubernetes: API health endpoints",
        url: "https://kubernetes.io/docs/reference/using-api/health-checks/",
      },
    ],
  },
});
