import { defineRule } from "../rule.ts";

export const clusterDns = defineRule({
  id: "dns_failure.cluster_dns",
  title: "The cluster's DNS fails",
  headline: "The cluster's DNS fails for {name}",
  severity: "high",
  why: "Every pod asks this DNS: when it cannot reach the servers above it, names outside the cluster fail for all of them at once.",
  match: {
    any: [
      /\bplugin\/errors: \d (?<name>[\w.-]{1,120}?)\.? (?:A|AAAA|SRV|MX|TXT|PTR|NS|CNAME|HINFO|ANY): /,
      /\bplugin\/(?:errors|forward|loop|kubernetes): .{0,120}(?:timeout|refused|unreachable|no healthy|Loop|fail)/i,
      /\bNameserver limits (?:were )?exceeded\b|\bDNSConfigForming\b/i,
      /(?<name>[\w.-]{1,120})\. (?:A|AAAA|SRV|MX|TXT|PTR|NS|CNAME|HINFO): (?:read|dial|write) (?:udp|tcp)\b/,
      /\bunreachable backend: (?:read|dial) (?:udp|tcp)\b|\bplugin\/loop: Loop\b/i,
    ],
  },
  fires: [
    "[ERROR] plugin/errors: 2 broker.example.org. AAAA: read udp 10.244.0.7:43211->10.0.0.2:53: i/o timeout",
    "Warning  DNSConfigForming  kubelet  Nameserver limits were exceeded, some nameservers have been omitted",
    '[FATAL] plugin/loop: Loop (127.0.0.1:35233 -> :53) detected for zone "."',
  ],
  silent: ["[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df5"],
  advice: {
    debugging: [
      "`kubectl -n kube-system logs -l k8s-app=kube-dns --prefix`: do all replicas fail (the server above) or one (its node)?",
      "`kubectl -n kube-system get configmap coredns -o yaml`: the address behind `forward .` is what is being asked.",
    ],
    quickFixes: [
      "Point `forward` at a resolver that answers, or move the replica off the failing node; then restart CoreDNS.",
    ],
    durableFixes: ["Give CoreDNS no CPU limit, one replica per zone, and a node-local cache."],
    links: [{ title: "CoreDNS: forward", url: "https://coredns.io/plugins/forward/" }],
  },
});
