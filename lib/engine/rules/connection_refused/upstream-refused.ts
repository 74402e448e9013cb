import { defineRule } from "../rule.ts";

export const upstreamRefused = defineRule({
  id: "connection_refused.upstream_refused",
  title: "A proxy's upstream refuses connections",
  headline: "Upstream {peer} refuses the proxy's connections",
  severity: "high",
  why: "The proxy answers its clients with 502 or 503 for every request that goes to this upstream.",
  match: {
    any: [
      /connect\(\) failed \(111: Connection refused\) while connecting to upstream.{0,300}upstream: "(?<peer>[^"]{1,120})"/i,
      /connect\(\) to unix:(?<peer>\S{1,120}) failed \(1?11: Connection refused\)/i,
      /\(111\)Connection refused: .{0,20}(?:AH\d+: )?\S{1,20}: attempt to connect to (?<peer>\S{1,80})/i,
      /\bLayer4 connection problem, info: "Connection refused/i,
      /upstream connect error .{0,200}(?:delayed connect error: 111|Connection refused|connection refused)/i,
      /\bno live upstreams while connecting to upstream\b.{0,20}refused/i,
    ],
  },
  fires: [
    '2026/02/11 08:10:01 [error] 31#31: *5 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.2, server: _, request: "GET / HTTP/1.1", upstream: "http://10.0.0.9:3000/", host: "shop"',
    'Server be_app/app1 is DOWN, reason: Layer4 connection problem, info: "Connection refused at initial connection step of tcp-check"',
    "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: delayed connect error: 111",
  ],
  silent: ["upstream app { server 10.0.0.9:3000 max_fails=3; }"],
  advice: {
    debugging: [
      "On the upstream's host: is the process up and does it listen on the address the proxy uses (`ss -ltnp`)?",
      "Check whether the refusals began with a restart or a deploy of the upstream.",
    ],
    quickFixes: [
      "Start the upstream, or take it out of the proxy's list (`server … down;`, `disable server be/app1`).",
    ],
    durableFixes: [
      "Drain before stopping: the upstream leaves the proxy first, then finishes its requests, then ends.",
    ],
    links: [{ title: "nginx: upstream module", url: "https://nginx.org/en/docs/http/ngx_http_upstream_module.html" }],
  },
});
