import { defineRule } from "../rule.ts";

export const upstreamDown = defineRule({
  id: "dependency_failure.upstream_down",
  title: "A proxy has no healthy upstream",
  headline: "Upstream {peer} is down",
  severity: "high",
  why: "The proxy has nobody to send requests to, so it answers them with an error itself.",
  match: {
    any: [
      /\bworkerEnv in error state\b/i,
      /\bno (?:live|healthy) upstreams?\b(?:.{0,200}upstream: "(?<peer>[^"]{1,120})")?|\bno healthy (?:upstream|host|backend|endpoint|target|instance)s?\b|\bno (?:available|active|alive) (?:servers?|backends?|endpoints?|upstreams?|instances?|peers?)\b/i,
      /\bServer (?<peer>[\w.-]{1,80}\/[\w.-]{1,80}) is DOWN\b|\b(?:backend|proxy) '?(?<peer>[\w.-]{1,80})'? has no server available\b|\bhas no server available\b/i,
      /\bupstream (?:server )?(?:prematurely closed|sent (?:invalid|too big|no valid)|connect error)\b|\bupstream connect error or disconnect\/reset\b|\brecv\(\) failed \(104: |\bupstream_reset_before_response_started\b|\bconnection (?:reset|closed) (?:by peer )?while reading (?:response|upstream)|\bError reading from remote server\b|\bproxy: error reading status line\b|\bAH01114\b|\bAH00957\b|\bAH02454\b|\bAH01079\b|\bAH00959\b|\bAH0111\d\b|\battempt to connect to .{1,120} failed\b|\bfailed to make connection to backend\b/i,
      /\bupstream (?:\S{1,80} )?(?:is |was |marked )?(?:unhealthy|down|unavailable|temporarily disabled)\b|\bno servers could be reached\b|\bTarget(?:s)? (?:is |are )?unhealthy\b|\bUnhealthy (?:host|target|upstream)s?\b|\bENDPOINT_NOT_AVAILABLE\b|\bService has no (?:active )?endpoints\b|\bdoes not have any active Endpoint\b|\bno endpoints available for service "?(?<peer>[\w./-]{1,80})/i,
      /[ ](?:SC|SH|PH|CH|SD|PR)--[ ]|<NOSRV>/i,
      /\bconnect\(\) to unix:(?<peer>\S{1,120}) failed \(2: |\bNo living connections\b|\bwas unsuccessful\b.{0,20}broker|\bis unable to consistently start\b/i,
      /\bbackend fetch failed\b|\bHealth checks failed with these codes\b|\btarget \S{1,60} is unhealthy\b|\bis unhealthy\b/i,
    ],
    not: [/[a-z] is unhealthy[=: ]{1,3}(?:0|false)|unhealthy threshold|is DOWN for maintenance|no server available=0/i],
  },
  fires: [
    'no live upstreams while connecting to upstream, client: 10.0.0.2, server: shop, upstream: "http://app/"',
    'Server be_app/app1 is DOWN, reason: Layer7 wrong status, code: 503, info: "Service Unavailable"',
    "backend 'be_app' has no server available!",
    "upstream prematurely closed connection while reading response header from upstream",
    'no endpoints available for service "stock"',
  ],
  silent: ["Server be_app/app1 is UP, reason: Layer7 check passed, code: 200"],
  advice: {
    debugging: [
      "Call the health check's path on each server by hand; `show servers state` (HAProxy), `/clusters` (Envoy admin), `kubectl get endpointslices`.",
    ],
    quickFixes: ["Start or roll back the servers behind it; put a maintenance answer in front meanwhile."],
    durableFixes: ["Health checks with rise and fall counts, and more than one server per pool in more than one zone."],
    links: [
      {
        title: "HAProxy: health checks",
        url: "https://www.haproxy.com/documentation/haproxy-configuration-tutorials/reliability/health-checks/",
      },
    ],
  },
});
