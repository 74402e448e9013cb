import { edge } from "../voices/edge.ts";
import { rabbitmq } from "../voices/platform.ts";
import { notify, booking } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** The mail provider throttles; unsent mail piles up in the queue. */
export const providerRateLimit: Scenario = {
  id: "provider-rate-limit",
  title: "Mail provider throttles, the queue fills",
  summary: "The mail provider answers 429, confirmations are requeued until the queue reaches its limit.",
  services: ["edge-access", "booking", "notify", "rabbitmq"],
  key: {
    findings: [
      { category: "rate_limit", service: "notify" },
      { category: "queue_backlog", service: "rabbitmq" },
    ],
    firstDomino: { service: "notify", category: "rate_limit" },
    order: ["notify", "rabbitmq"],
    incident: true,
    tolerated: ["dependency_failure", "resource_exhaustion"],
  },
  stage: (at) => ({
    voices: [edge, booking, notify, rabbitmq],
    effect: (call) => {
      if (
        (call.kind !== "book" && call.kind !== "pay") ||
        call.at < at(1) ||
        call.at > at(1200) ||
        !call.random("f").chance(0.8)
      )
        return null;
      const sent = call.at + call.latencyMs + 700;
      return {
        status: 200,
        latencyMs: call.latencyMs,
        lines: {
          notify: [1, 2, 3].map((attempt) =>
            line(
              sent + attempt * 900,
              notify,
              attempt < 3 ? "warn" : "error",
              attempt < 3
                ? "mail provider answered 429 Too Many Requests, will retry"
                : "giving up after 3 attempts: 429 Too Many Requests",
              {
                booking: call.booking,
                attempt,
                retry_after: "30s",
                provider: "api.postbird.example",
              },
            ),
          ),
        },
      };
    },
    script: {
      notify: [
        line(at(0), notify, "warn", "mail provider answered 429 Too Many Requests, will retry", {
          booking: "HL-47811",
          attempt: 1,
          retry_after: "30s",
          provider: "api.postbird.example",
        }),
        line(at(1215), notify, "info", "mail provider accepts again", { provider: "api.postbird.example" }),
      ],
      rabbitmq: [
        ...[180, 300, 420].map((s, i) =>
          line(
            at(s),
            rabbitmq,
            "warn",
            `queue 'mail.out' in vhost '/': ${9000 + i * 4000} messages ready, consumers cannot keep up, backlog is growing`,
          ),
        ),
        line(
          at(520),
          rabbitmq,
          "error",
          "queue 'mail.out' in vhost '/' reached its max-length limit of 20000, rejecting publishes",
        ),
        line(at(1290), rabbitmq, "info", "queue 'mail.out' in vhost '/': 112 messages ready"),
      ],
    },
  }),
};
