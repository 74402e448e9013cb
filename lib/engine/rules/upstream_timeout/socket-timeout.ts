import { defineRule } from "../rule.ts";

export const socketTimeout = defineRule({
  id: "upstream_timeout.socket_timeout",
  title: "A socket waited in vain for its peer",
  headline: "{peer} did not answer a socket in time",
  severity: "high",
  why: "The connection was there or asked for, but no bytes came within the limit: the peer is overloaded, stuck or cut off.",
  firm: true,
  yieldsTo: ["dns_failure", "payment_failure", "replication", "connection_refused", "queue_backlog"],
  match: {
    any: [
      /\bSocketTimeoutException: (?:connect|Read|Accept|timeout)/i,
      /\bdial tcp (?<peer>[\w.:[\]-]{1,80}): (?:i\/o timeout|connect: connection timed out|operation timed out)/i,
      /\bconnect ETIMEDOUT (?<peer>[\w.:[\]-]{1,80})/i,
      /\bETIMEDOUT in recv\b|\bread tcp .{1,100}: i\/o timeout/i,
    ],
  },
  fires: ["java.net.SocketTimeoutException: connect timed out", "Error: connect ETIMEDOUT 10.2.0.9:5432"],
  silent: ["socket timeout set to 30s on 10.2.0.9:5432"],
  advice: {
    debugging: [
      "`ss -tn dst <peer>` shows whether the connection is established (slow peer) or in SYN-SENT (nothing answers).",
      "On the peer: accept queue (`ss -ltn`, Recv-Q against Send-Q) and CPU steal at that minute.",
    ],
    quickFixes: ["Send the traffic to another instance of the peer, or open the path when SYNs vanish."],
    durableFixes: ["Separate connect from read limits: connect in a second or two, read by the p99 of the call."],
    links: [{ title: "Linux: ss(8)", url: "https://man7.org/linux/man-pages/man8/ss.8.html" }],
  },
});
