import { edge } from "../voices/edge.ts";
import { dns } from "../voices/platform.ts";
import { booking, fares, thread, wallet } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** The cluster's resolver loses its upstream; names stop resolving everywhere. */
export const dnsOutage: Scenario = {
  id: "dns-outage",
  title: "DNS outage",
  summary: "CoreDNS cannot reach its upstream, services cannot resolve each other, customers get 503.",
  services: ["edge-access", "booking", "fares", "wallet", "coredns"],
  key: {
    findings: [
      { category: "dns_failure", service: "coredns" },
      { category: "dns_failure", service: "fares" },
      { category: "dns_failure", service: "wallet" },
      { category: "dependency_failure", service: "booking" },
    ],
    firstDomino: { service: "coredns", category: "dns_failure" },
    order: ["coredns", "fares", "wallet", "booking"],
    incident: true,
    tolerated: ["upstream_timeout", "payment_failure"],
  },
  stage: (at) => ({
    voices: [edge, booking, fares, wallet, dns],
    effect: (call) => {
      if (call.at < at(9) || call.at > at(840) || call.kind === "status" || !call.random("fault").chance(0.75))
        return null;
      return {
        status: 503,
        latencyMs: 5060,
        lines: {
          fares: ["search", "quote"].includes(call.kind)
            ? [
                line(call.at + 5040, fares, "error", "tariff lookup failed", {
                  trace_id: call.trace,
                  error:
                    'Get "http://tariffs.shop.svc.cluster.local/v2": dial tcp: lookup tariffs.shop.svc.cluster.local on 10.96.0.10:53: server misbehaving',
                }),
              ]
            : [],
          wallet:
            call.kind === "pay"
              ? [
                  line(call.at + 5030, wallet, "error", "getaddrinfo EAI_AGAIN ledger.shop.svc.cluster.local", {
                    trace_id: call.trace,
                    booking: call.booking,
                    "err.code": "EAI_AGAIN",
                  }),
                ]
              : [],
          booking: ["book", "pay"].includes(call.kind)
            ? [
                line(
                  call.at + 5050,
                  booking,
                  "error",
                  `Dependency wallet unavailable for ${call.booking}: 503 Service Unavailable trace=${call.trace}`,
                  { thread: thread(call) },
                ),
              ]
            : [],
        },
      };
    },
    script: {
      coredns: Array.from({ length: 40 }, (_, i) =>
        line(
          at(i * 20),
          dns,
          "error",
          `plugin/errors: 2 ${i % 2 === 0 ? "ledger" : "tariffs"}.shop.svc.cluster.local. A: read udp 10.244.0.7:${43_000 + i * 17}->10.0.0.2:53: i/o timeout`,
        ),
      ),
      fares: [
        line(at(8), fares, "error", "tariff lookup failed", {
          error:
            'Get "http://tariffs.shop.svc.cluster.local/v2": dial tcp: lookup tariffs.shop.svc.cluster.local on 10.96.0.10:53: server misbehaving',
        }),
      ],
      wallet: [
        line(at(17), wallet, "error", "getaddrinfo EAI_AGAIN ledger.shop.svc.cluster.local", {
          "err.code": "EAI_AGAIN",
        }),
      ],
      booking: [
        line(at(26), booking, "error", "Dependency wallet unavailable for HL-47993: 503 Service Unavailable", {
          thread: "http-nio-8080-exec-5",
        }),
      ],
    },
  }),
};
