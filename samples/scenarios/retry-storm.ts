import { balancer } from "../voices/edge.ts";
import { booking, fares, thread } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

const BREAKER = "CircuitBreaker 'fares' is OPEN and does not permit further calls";

/** A slow dependency, retries without back-off, then open circuits. */
export const retryStorm: Scenario = {
  id: "retry-storm",
  title: "Retry storm and open circuit",
  summary: "Fares times out at its tariff source, bookings retry until their circuit opens, customers get 503.",
  services: ["haproxy", "booking", "fares"],
  key: {
    findings: [
      { category: "upstream_timeout", service: "fares" },
      { category: "dependency_failure", service: "booking" },
    ],
    firstDomino: { service: "fares", category: "upstream_timeout" },
    order: ["fares", "haproxy", "booking"],
    incident: true,
    tolerated: ["resource_exhaustion"],
  },
  stage: (at) => ({
    voices: [balancer, booking, fares],
    effect: (call) => {
      if (call.at < at(4) || call.at > at(1000) || call.kind === "status" || !call.random("fault").chance(0.85))
        return null;
      if (call.kind === "search" || call.kind === "quote") {
        return {
          status: 504,
          latencyMs: 3020,
          lines: {
            fares: [1, 2, 3].map((attempt) =>
              line(call.at + attempt * 1000, fares, attempt < 3 ? "warn" : "error", "tariff source did not answer", {
                trace_id: call.trace,
                attempt,
                error:
                  'Get "http://tariffs:8070/v2/table": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
              }),
            ),
          },
        };
      }
      const open = call.at > at(120);
      return {
        status: 503,
        latencyMs: open ? 6 : 3040,
        lines: {
          booking: open
            ? [
                line(call.at + 5, booking, "error", `No fare for ${call.booking}: ${BREAKER} trace=${call.trace}`, {
                  thread: thread(call),
                }),
              ]
            : [1, 2, 3].map((attempt) =>
                line(
                  call.at + attempt * 1000,
                  booking,
                  "warn",
                  `Fares did not answer for ${call.booking}, attempt ${attempt} of 3, retrying at once trace=${call.trace}`,
                  { thread: thread(call) },
                ),
              ),
        },
      };
    },
    script: {
      fares: [
        line(at(0), fares, "error", "tariff source did not answer", {
          attempt: 3,
          error:
            'Get "http://tariffs:8070/v2/table": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
        }),
      ],
      booking: [
        line(at(30), booking, "warn", "Fares did not answer for HL-47997, attempt 3 of 3, retrying at once", {
          thread: "http-nio-8080-exec-8",
        }),
        line(at(120), booking, "error", `No fare for HL-47998: ${BREAKER}`, { thread: "http-nio-8080-exec-4" }),
        line(at(1010), booking, "info", "CircuitBreaker 'fares' changed state from HALF_OPEN to CLOSED", {
          logger: "i.g.r.CircuitBreakerRegistry",
        }),
      ],
      haproxy: [
        line(
          at(150),
          balancer,
          "warn",
          "Server be_web/web-2 is DOWN, reason: Layer7 timeout, check duration: 10001ms. 2 active and 0 backup servers left. 31 sessions active, 0 requeued, 0 remaining in queue.",
        ),
        line(
          at(1020),
          balancer,
          "info",
          "Server be_web/web-2 is UP, reason: Layer7 check passed, code: 200, check duration: 4ms. 3 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.",
        ),
      ],
    },
  }),
};
