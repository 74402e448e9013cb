import { defineRule } from "../rule.ts";

export const proxyUpstream = defineRule({
  id: "upstream_timeout.proxy_upstream",
  title: "A proxy's upstream did not answer in time",
  headline: "Upstream {peer} did not answer in time",
  severity: "high",
  why: "The proxy gave up waiting; its client got 504, while the upstream may still be working on the request.",
  match: {
    any: [
      /upstream timed out .{0,400}upstream: "(?<peer>[^"]{1,120})"/i,
      /upstream timed out/i,
      /upstream request timeout/i,
      /\bupstream_(?:response_timeout|per_try_timeout)\b|\bstream timeout\b|response_flags?[":= ]{1,4}"?(?:UT|SI|DT)\b/i,
      /\(70007\)The timeout specified has expired/i,
      /(?:AH01102|AH01110|AH00898).{0,80}(?:timeout|timed out|error reading)/i,
      /\bLayer[47] timeout\b/i,
      /504[ :-]{1,3}Gateway Time-?out/i,
      /HTTP\/1\.[01]" 503 UT\b| 504 UT /i,
      // 503 … sC--: no connection in time, 504 … sH--: no answer in time
      / 50[34] \d{1,12} \S{1,60} \S{1,60} s[CHD][\w-]{2} /,
    ],
  },
  fires: [
    'upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.2, server: shop, request: "GET /cart HTTP/1.1", upstream: "http://10.0.0.9:3000/cart"',
    "Health check for server be_app/app1 failed, reason: Layer7 timeout, check duration: 2001ms",
    "upstream request timeout",
    'be/app1 0/0/1/-1/30001 504 194 - - sH-- 10/10/0/0/0 0/0 "GET /x HTTP/1.1"',
  ],
  silent: [
    'be/app1 0/0/1/12/13 502 230 - - SH-- 10/10/0/0/0 0/0 "GET /x HTTP/1.1"',
    "proxy_read_timeout 60s; proxy_connect_timeout 5s;",
  ],
  advice: {
    debugging: [
      "`while connecting` points at the network or a full accept queue, `while reading response header` at a slow application.",
      "Ask the upstream itself with `curl -w '%{time_connect} %{time_starttransfer}'` on the same route.",
    ],
    quickFixes: ["Restart or drain the slow upstream; shed the slowest route."],
    durableFixes: [
      "Give the route a time limit in the application below the proxy's, so that it stops working when nobody waits.",
    ],
    links: [
      {
        title: "nginx: proxy_read_timeout",
        url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout",
      },
    ],
  },
});
