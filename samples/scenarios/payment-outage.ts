import { edge } from "../voices/edge.ts";
import { booking, notify, thread, wallet } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** The payment provider is down; nothing of our own is broken. */
export const paymentOutage: Scenario = {
  id: "payment-outage",
  title: "Payment provider is down",
  summary: "The card provider answers 503 for twenty minutes; charges fail and bookings stay unpaid.",
  services: ["edge-access", "booking", "wallet", "notify"],
  key: {
    findings: [
      { category: "payment_failure", service: "wallet" },
      { category: "payment_failure", service: "booking" },
    ],
    firstDomino: { service: "wallet", category: "payment_failure" },
    order: ["wallet", "booking", "edge-access"],
    incident: true,
    tolerated: ["dependency_failure"],
  },
  stage: (at) => ({
    voices: [edge, booking, wallet, notify],
    effect: (call) => {
      if (call.kind !== "pay" || call.at < at(2) || call.at > at(1230) || !call.random("fault").chance(0.92))
        return null;
      return {
        status: 502,
        latencyMs: 2110,
        lines: {
          wallet: [
            line(call.at + 2080, wallet, "error", "payment failed: provider answered 503 Service Unavailable", {
              trace_id: call.trace,
              booking: call.booking,
              amount: call.amount,
              provider: "api.cardline.example",
              "err.type": "PaymentProviderError",
            }),
          ],
          booking: [
            line(
              call.at + 2095,
              booking,
              "error",
              `Payment of ${call.booking} failed, booking stays unpaid trace=${call.trace}`,
              { thread: thread(call) },
            ),
          ],
          notify: [],
        },
      };
    },
    script: {
      wallet: [
        line(at(0), wallet, "error", "payment failed: provider answered 503 Service Unavailable", {
          booking: "HL-47911",
          amount: "64.00",
          provider: "api.cardline.example",
          "err.type": "PaymentProviderError",
        }),
        line(at(1240), wallet, "info", "provider health check passed", { provider: "api.cardline.example" }),
      ],
      booking: [
        line(at(6), booking, "error", "Payment of HL-47911 failed, booking stays unpaid", {
          thread: "http-nio-8080-exec-11",
        }),
      ],
    },
  }),
};
