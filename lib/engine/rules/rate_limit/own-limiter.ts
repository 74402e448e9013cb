import { defineRule } from "../rule.ts";

export const ownLimiter = defineRule({
  id: "rate_limit.own_limiter",
  title: "The limiter at the door refuses clients",
  headline: "The limiter refuses clients in zone {zone}",
  severity: "medium",
  why: "The proxy or application turns requests away before they are served: rightly for an abuser, wrongly when the limit is too tight.",
  match: {
    any: [
      /\blimiting (?:requests|connections)(?:, excess: [\d.]{1,12})? by zone "(?<zone>[\w-]{1,60})"/i,
      /\bdelaying request(?:s)?, excess: [\d.]{1,12}, by zone "(?<zone>[\w-]{1,60})"/i,
      /\blimiting (?:requests|connections)\b/i,
      /\bRack::Attack\b.{0,40}throttl|\bthrottled (?:by|for|request|\d|client|user|ip)\b|\blocal_rate_limited\b|\brequest_rate_limited\b|\bresponse_flags?[":= ]{1,4}"?RL\b|\b429 RL\b/i,
      /\b(?:Scanning|Firewall|Interface|SYN attack|ICMP attack|Bad pkts)\] drop rate-\d exceeded\b/i,
      /[ ]PR--[ ]|\bpast MaxStartups\b|\bMaxStartups throttling\b|\bbeginning MaxStartups throttling\b/,
      /\bConnection (?:rate|concurrency) limit exceeded\b|\btoo many connections from (?:your|this) (?:host|IP|address)\b/i,
      /\bRack_Attack\b(?:\n.{0,80}){0,6}?\n(?:env|matched)[=]throttle/i,
    ],
  },
  fires: [
    '{"severity":"ERROR","message":"Rack_Attack","env":"throttle","remote_ip":"203.0.113.7","matched":"throttle_web"}',
    'limiting requests, excess: 5.120 by zone "login", client: 10.1.2.3',
    "sshd[811]: error: beginning MaxStartups throttling",
    "%ASA-4-733100: [Scanning] drop rate-1 exceeded. Current burst rate is 12 per second, max configured rate is 10",
  ],
  silent: ["limit_req zone=login burst=5 nodelay;", "MaxStartups 10:30:100"],
  advice: {
    debugging: [
      "Count the refused requests by client address: one address is abuse or a bad script, many addresses mean a limit below normal traffic.",
      "Compare the zone's `rate` and `burst` with the requests per second of the last quiet day.",
    ],
    quickFixes: [
      "Block the one address, or raise `burst` of that zone; switch to dry run (`limit_req_dry_run on`) when real users are hit.",
    ],
    durableFixes: [
      "Limit by account or key instead of address where clients share one, and alert on the refused share.",
    ],
    links: [
      {
        title: "nginx: limiting the request rate",
        url: "https://nginx.org/en/docs/http/ngx_http_limit_req_module.html",
      },
    ],
  },
});
