import { defineRule } from "../rule.ts";

export const connectionTimedOut = defineRule({
  id: "upstream_timeout.connection_timed_out",
  title: "A connection timed out",
  headline: "{peer} did not answer",
  severity: "high",
  why: "Packets to this peer go unanswered: it is gone, unreachable, or something in between drops them.",
  general: true,
  match: {
    any: [
      /\bconnection timed out\b/i,
      /\bconnect(?:ing)? to (?<peer>[\w.:/-]{1,100}) timed out/i,
      /\b(?:heartbeat|health ?check|ping|probe)\b.{0,40}\b(?:timed out|timeout)\b(?! ?[=:])/i,
      /\btimed out\b/i,
    ],
    not: [/idle|inactivity|0 timed out|timed out ?[=:] ?0|session (?:has )?timed out/i],
  },
  fires: [
    "session with broker orders timed out",
    "backup of volume 3 timed out",
    "Error reading message prefix on socket to 172.16.0.9:41554, Connection timed out",
    "ssh: connect to host backup port 22: Connection timed out",
  ],
  silent: [
    "[info] 8#8: *7 client timed out (110: Connection timed out) while waiting for request, client: 10.0.0.1",
    "connection_timeout = 30",
    "user session timed out after 30m due to inactivity",
  ],
  advice: {
    debugging: [
      "`mtr -T -P <port> <host>` (or `traceroute -T`) shows after which hop packets vanish; look for a security group or a NAT change.",
    ],
    quickFixes: ["Open the path (firewall, security group, route), or fail over to a peer that answers."],
    durableFixes: ["Use TCP keep-alive and a connect limit of seconds instead of the kernel's two minutes."],
    links: [
      { title: "Linux: tcp(7), keep-alive and retries", url: "https://man7.org/linux/man-pages/man7/tcp.7.html" },
    ],
  },
});
