import { defineRule } from "../rule.ts";

export const nodePressure = defineRule({
  id: "disk_full.node_pressure",
  title: "A node is short of disk",
  headline: "Node {node} is short of disk",
  severity: "high",
  why: "Kubernetes evicts pods from the node and places no new ones there.",
  match: {
    any: [
      /\b(?:Node|Kubelet)HasDiskPressure\b/i,
      /\b(?:DiskPressure)[ =:"]{1,12}(?:True|status: True)\b/i,
      /low on resource: (?:ephemeral-storage|nodefs|imagefs|inodes)/i,
      /Eviction manager: attempting to reclaim (?:ephemeral-storage|nodefs|imagefs)/i,
      /had (?:untolerated )?taint\S* \{?node\.kubernetes\.io\/disk-pressure/i,
      /\bFreeDiskSpaceFailed\b|\bImageGCFailed\b|failed to garbage collect required amount of images/i,
      /ephemeral local storage usage exceeds/i,
      /condition="DiskPressure".{0,120}status="true"\} 1/i,
      /\breclaim (?:ephemeral-storage|nodefs|imagefs|inodes)\b/i,
      /\bnode has conditions: \[[\w, ]{0,60}DiskPressure\b|\bkubelet has disk pressure\b/i,
    ],
  },
  fires: [
    "eviction_manager: Failed to admit pod kindnet - node has conditions: [DiskPressure]",
    "node worker-3 status is now: NodeHasDiskPressure",
    "The node was low on resource: ephemeral-storage. Threshold quantity: 2Gi, available: 1.1Gi.",
    "DiskPressure   True   Mon, 09 Feb 2026 11:27:57 +0100   KubeletHasDiskPressure",
  ],
  silent: [
    "node has conditions: [Ready]",
    "DiskPressure   False   KubeletHasNoDiskPressure   kubelet has no disk pressure",
    'kube_node_status_condition{condition="DiskPressure",node="a",status="true"} 0',
  ],
  advice: {
    debugging: [
      "On the node: `df -h /var/lib/kubelet /var/lib/containerd` and `crictl images`; `kubectl describe node <node>` shows evictions.",
    ],
    quickFixes: ["`crictl rmi --prune` on the node, and cordon it until space is back."],
    durableFixes: ["Limit `ephemeral-storage` per container and tune image garbage collection thresholds."],
    links: [
      {
        title: "Kubernetes: node-pressure eviction",
        url: "https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/",
      },
    ],
  },
});
