import { edge } from "../voices/edge.ts";
import { rabbitmq } from "../voices/platform.ts";
import { booking, manifest, thread } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** A consumer slows down; the broker fills and blocks its publishers. */
export const queueBacklog: Scenario = {
  id: "queue-backlog",
  title: "Slow consumer, blocked publishers",
  summary:
    "The manifest worker falls behind, RabbitMQ reaches its memory watermark and blocks publishers, bookings fail.",
  services: ["edge-access", "booking", "manifest", "rabbitmq"],
  key: {
    findings: [
      { category: "queue_backlog", service: "manifest" },
      { category: "queue_backlog", service: "rabbitmq" },
    ],
    firstDomino: { service: "manifest", category: "queue_backlog" },
    order: ["manifest", "rabbitmq", "booking", "edge-access"],
    incident: true,
    tolerated: ["resource_exhaustion", "oom_memory", "upstream_timeout", "dependency_failure"],
  },
  stage: (at) => ({
    voices: [edge, booking, manifest, rabbitmq],
    effect: (call) => {
      if (call.kind !== "book" || call.at < at(400) || call.at > at(1300)) return null;
      return {
        status: 503,
        latencyMs: 5010,
        lines: {
          manifest: [],
          booking: [
            line(
              call.at + 5000,
              booking,
              "error",
              `Cannot publish booking.created for ${call.booking}: connection is blocked by the broker, publish timed out after 5000 ms trace=${call.trace}`,
              {
                thread: thread(call),
              },
            ),
          ],
        },
      };
    },
    script: {
      manifest: [
        line(at(-240), manifest, "info", "Assigned sailing day 2026-12-19 with 14211 passengers"),
        ...[0, 60, 120, 180, 240, 300, 360, 480, 600, 720].map((s, i) =>
          line(
            at(s),
            manifest,
            "warn",
            `Consumer is falling behind: ${2400 + i * 2150} messages waiting in queue booking.created, consumer lag ${40 + i * 36} s`,
            { logger: "manifest.health" },
          ),
        ),
        line(at(1290), manifest, "info", "Queue booking.created drained", { logger: "manifest.health" }),
      ],
      rabbitmq: [
        line(
          at(380),
          rabbitmq,
          "warn",
          "memory resource limit alarm set on node rabbit@rabbit-0.\n\n**********************************************************\n*** Publishers will be blocked until this alarm clears ***\n**********************************************************",
        ),
        ...[382, 383, 391].map((s, i) =>
          line(
            at(s),
            rabbitmq,
            "warn",
            `connection <0.${1200 + i}.0> (10.20.3.14:41822 -> 10.20.3.30:5672): publisher blocked, queue booking.created holds ${21_000 + i * 90} messages`,
          ),
        ),
        line(at(1295), rabbitmq, "warn", "memory resource limit alarm cleared on node rabbit@rabbit-0"),
      ],
      booking: [
        line(
          at(402),
          booking,
          "error",
          "Cannot publish booking.created for HL-47996: connection is blocked by the broker, publish timed out after 5000 ms",
          { thread: "http-nio-8080-exec-1" },
        ),
      ],
    },
  }),
};
