import { defineRule } from "../rule.ts";

export const resolverUnreachable = defineRule({
  id: "dns_failure.resolver_unreachable",
  title: "A DNS server does not answer",
  headline: "The DNS server {server} does not answer",
  severity: "high",
  why: "No name resolves through this server, so callers fail for every host whose address they have not cached.",
  match: {
    any: [
      /\blookup (?<name>[\w.-]{1,120}) on (?<server>[\w.:[\]-]{1,60}):53: (?:read udp|write udp|dial udp|i\/o timeout|connection refused|server misbehaving)/i,
      /\bread udp \S{1,80}->(?<server>[\w.:[\]-]{1,60}):53: (?:i\/o timeout|read: connection refused|connection refused)/i,
      /\bcommunications error to (?<server>[\w.:#[\]-]{1,60}): (?:timed out|connection refused)/i,
      /\bconnection timed out; no servers could be reached\b|\bno reachable (?:name)?servers\b|\bno servers could be reached\b/i,
      /\bDNS server (?<server>[\w.:[\]-]{3,60}) (?:is |has )?(?:not responding|unreachable|timed out|down|failed)/i,
      /\bwhile resolving, resolver: (?<server>[\w.:[\]-]{3,60})/i,
      /\b(?:DNS|name ?server|resolver) (?:server )?(?:query |request |lookup )?(?:timed out|timeout|unreachable|not responding)\b|\bAll name ?servers (?:failed|are down|unreachable)/i,
      /\bEAI_AGAIN\b|\bTemporary failure (?:in name resolution|resolving)\b|\bqueryA ETIMEOUT\b|\bquery\w{1,6} E(?:TIMEOUT|CONNREFUSED|SERVFAIL) (?<name>[\w.-]{1,120})/i,
      /\bNo DNS servers? (?:could be reached|available|configured|found)\b|\bDNS request timed out\b|\bdns: overflow unpacking\b/i,
    ],
    not: [/rcode=NOERROR/i],
  },
  fires: [
    "dial tcp: lookup stock.internal on 10.96.0.10:53: read udp 10.1.0.7:41811->10.96.0.10:53: i/o timeout",
    ";; communications error to 10.0.0.2#53: timed out",
    "[error] 7#7: recv() failed (111: Connection refused) while resolving, resolver: 10.0.0.2:53",
    "W: Failed to fetch http://mirror.example.org/dists/stable/InRelease  Temporary failure resolving 'mirror.example.org'",
    "Error: queryA ETIMEOUT orders.internal",
  ],
  silent: ["resolver 10.0.0.2 valid=30s;", "DNS server 10.0.0.2 answered in 2 ms"],
  advice: {
    debugging: [
      "`dig @<server> <name> +tries=1` and the same with `+tcp`: silence on UDP only points at a firewall, a full conntrack table or a large answer.",
      "On Kubernetes: `kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide` and their CPU limit; in a cloud, the resolver's packets per second per interface.",
    ],
    quickFixes: ["Restart or scale the resolver, or point `/etc/resolv.conf` at a second one that answers."],
    durableFixes: [
      "Two resolvers in different failure domains, a node-local cache, and an alert on the share of timeouts.",
    ],
    links: [
      {
        title: "Kubernetes: NodeLocal DNSCache",
        url: "https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/",
      },
    ],
  },
});
