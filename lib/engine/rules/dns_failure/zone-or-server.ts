import { defineRule } from "../rule.ts";

export const zoneOrServer = defineRule({
  id: "dns_failure.zone_or_server",
  title: "A name server has a problem of its own",
  severity: "medium",
  why: "Names that this server answers for go stale or stop resolving for everybody who asks it.",
  match: {
    any: [
      /\bzone (?<name>[\w./-]{1,120}): (?:expired|not loaded|refresh: .{0,60}(?:failed|timeout|failure)|loading from .{0,120}failed)/i,
      /\bzone transfer (?:\S{1,80} )?(?:failed|denied|deferred)/i,
      /\b(?:dnsmasq|named|unbound|coredns|systemd-resolved)\b.{0,80}\b(?:Maximum number of concurrent DNS queries|failed to (?:send|resolve|bind)|Using degraded feature set|Server returned error)/i,
      /Using degraded feature set|Maximum number of concurrent DNS queries reached/i,
      /\bmax recursion (?:depth|queries) exceeded/i,
    ],
  },
  fires: [
    "named[812]: zone example.com/IN: expired",
    "systemd-resolved[501]: Using degraded feature set UDP instead of UDP+EDNS0 for DNS server 10.0.0.10.",
  ],
  silent: ["zone example.com/IN: loaded serial 2026021101"],
  advice: {
    debugging: ["`dig @<server> <zone> SOA` on primary and secondary: compare the serials."],
    quickFixes: [
      "Correct the zone file (`named-checkzone <zone> <file>`) and `rndc reload`, or point clients at a healthy server.",
    ],
    durableFixes: ["Two name servers in different networks, and an alert on the age of each zone."],
    links: [{ title: "BIND 9: administrator reference", url: "https://bind9.readthedocs.io/en/stable/" }],
  },
});
