import { edge } from "../voices/edge.ts";
import { booking, thread, wallet } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** The certificate of an internal ledger runs out at a stroke. */
export const certificateExpired: Scenario = {
  id: "certificate-expired",
  title: "Expired certificate stops payments",
  summary: "The ledger's certificate expires, the wallet refuses to talk to it, bookings cannot be paid.",
  services: ["edge-access", "booking", "wallet"],
  key: {
    findings: [
      { category: "tls_error", service: "wallet" },
      { category: "payment_failure", service: "booking" },
    ],
    firstDomino: { service: "wallet", category: "tls_error" },
    order: ["wallet", "booking", "edge-access"],
    incident: true,
    tolerated: ["dependency_failure"],
  },
  stage: (at) => ({
    voices: [edge, booking, wallet],
    effect: (call) => {
      if (call.kind !== "pay" || call.at < at(1) || call.at > at(1500)) return null;
      return {
        status: 502,
        latencyMs: 48,
        lines: {
          wallet: [
            line(call.at + 20, wallet, "error", "ledger call failed", {
              trace_id: call.trace,
              booking: call.booking,
              "err.type": "Error",
              "err.code": "CERT_HAS_EXPIRED",
              "err.message": "certificate has expired",
              url: "https://ledger.harbourline.example/entries",
            }),
          ],
          booking: [
            line(
              call.at + 40,
              booking,
              "error",
              `Payment of ${call.booking} failed: wallet answered 502 trace=${call.trace}`,
              { thread: thread(call) },
            ),
          ],
        },
      };
    },
    script: {
      wallet: [
        line(at(-1700), wallet, "warn", "peer certificate expires soon", {
          peer: "ledger.harbourline.example",
          days: 0,
        }),
        line(at(0), wallet, "error", "ledger health check failed: certificate has expired", {
          "err.code": "CERT_HAS_EXPIRED",
          peer: "ledger.harbourline.example",
        }),
        line(at(1510), wallet, "info", "ledger connection restored", { peer: "ledger.harbourline.example" }),
      ],
      booking: [
        line(at(15), booking, "error", "Payment of HL-47990 failed: wallet answered 502", {
          thread: "http-nio-8080-exec-2",
        }),
      ],
    },
  }),
};
