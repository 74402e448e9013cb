import { defineRule } from "../rule.ts";

export const nameAtStart = defineRule({
  id: "dns_failure.name_at_start",
  title: "A proxy cannot start or reload because a name does not resolve",
  headline: "{name} does not resolve, so the proxy keeps its old configuration or stays down",
  severity: "high",
  why: "Proxies look names up once while they load: with one name missing the whole configuration is refused, for all sites.",
  match: {
    any: [
      /\bhost not found in (?:upstream|resolver) "(?<name>[\w.:-]{1,120})"/i,
      /\bhost not found in "(?<name>[\w.:-]{1,120})" of the "\w{3,20}" directive/i,
      /\bcould not resolve address '(?<name>[\w.-]{1,120})'/i,
      /\bBackend host '?"?(?<name>[\w.-]{1,120})'?"? could not be resolved to an IP address/i,
      /\bDNS lookup failure for: (?<name>[\w.-]{1,120})/i,
      /\bresolv(?:e|ing) (?:cluster|upstream|backend|peer|server) '?(?<name>[\w.-]{3,120})'? failed\b/i,
    ],
  },
  fires: [
    'nginx: [emerg] host not found in upstream "stock:8080" in /etc/nginx/conf.d/shop.conf:4',
    "[ALERT] (1) : parsing [/etc/haproxy.cfg:31] : 'server stock' : could not resolve address 'stock.internal'.",
    "AH00898: DNS lookup failure for: stock.internal returned by /api",
  ],
  silent: ["upstream stock resolved to 10.0.0.9:8080"],
  advice: {
    debugging: [
      "`getent hosts <name>` inside the proxy's own container or network namespace, not on your machine.",
      "In Compose and Kubernetes: is the service created, named exactly so, and in the same network or namespace?",
    ],
    quickFixes: ["Start the named service first and reload the proxy, or take its upstream out of the configuration."],
    durableFixes: [
      "Let the proxy resolve at run time: nginx `resolver` with a variable in `proxy_pass`, HAProxy `init-addr none` with a `resolvers` section.",
    ],
    links: [
      { title: "nginx: resolver", url: "https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver" },
      {
        title: "HAProxy: init-addr",
        url: "https://docs.haproxy.org/2.8/configuration.html#5.2-init-addr",
      },
    ],
  },
});
