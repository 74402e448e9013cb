import { edge, edgeError, upstreamOf } from "../voices/edge.ts";
import { kubelet } from "../voices/platform.ts";
import { booking, fares, thread } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

const POD = 'pod="shop/fares-7d9c4b-lx8vq"';

/** A release that misses a setting never comes up. */
export const badDeploy: Scenario = {
  id: "bad-deploy",
  title: "Deploy with a missing setting",
  summary:
    "Release 2.14.0 of fares starts without TARIFF_TABLE_URL, crashes in a loop, and searches fail until the rollback.",
  services: ["edge-access", "edge-error", "booking", "fares", "kubelet"],
  key: {
    findings: [
      { category: "config_error", service: "fares" },
      { category: "crash_loop", service: "kubelet" },
      { category: "connection_refused", service: "edge-error" },
    ],
    firstDomino: { service: "fares", category: "config_error" },
    order: ["fares", "kubelet", "edge-error", "booking"],
    incident: true,
    tolerated: ["dependency_failure", "generic_critical"],
  },
  stage: (at) => ({
    voices: [edge, edgeError, booking, fares, kubelet],
    effect: (call) => {
      const hit = call.at > at(34) && call.at < at(900);
      if (!hit || !call.random("fault").chance(0.8)) return null;
      if (call.kind === "search" || call.kind === "quote") {
        return {
          status: 502,
          latencyMs: 4,
          lines: {
            fares: [],
            "edge-error": [
              line(
                call.at + 4,
                edgeError,
                "error",
                `*${call.index} connect() failed (111: Connection refused) while connecting to upstream, ${upstreamOf(call, "10.20.3.21:8090")}`,
              ),
            ],
          },
        };
      }
      if (call.kind !== "book") return null;
      return {
        status: 503,
        latencyMs: 60,
        lines: {
          booking: [
            line(
              call.at + 55,
              booking,
              "error",
              `No fare for ${call.booking}: fares answered 503 Service Unavailable trace=${call.trace}`,
              { thread: thread(call) },
            ),
          ],
        },
      };
    },
    script: {
      fares: [0, 14, 41, 98, 200, 390, 640]
        .flatMap((s) => [
          line(at(s - 2), fares, "info", "starting fares", { caller: "cmd/main.go:31", version: "2.14.0" }),
          line(
            at(s),
            fares,
            "fatal",
            "invalid configuration: required environment variable TARIFF_TABLE_URL is not set",
            { caller: "cmd/main.go:47", version: "2.14.0" },
          ),
        ])
        .concat([
          line(at(895), fares, "info", "starting fares", { caller: "cmd/main.go:31", version: "2.13.6" }),
          line(at(897), fares, "info", "listening", { caller: "cmd/main.go:80", addr: ":8090" }),
        ]),
      kubelet: [
        line(at(-12), kubelet, "info", `"SyncLoop ADD" source="api" pods=["shop/fares-7d9c4b-lx8vq"]`, {
          caller: "kubelet.go:2407",
        }),
        ...[16, 45, 102, 210, 400, 655].map((s, i) =>
          line(
            at(s),
            kubelet,
            "error",
            `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"fares\\" with CrashLoopBackOff: \\"back-off ${10 * 2 ** Math.min(i, 4)}s restarting failed container=fares\\"" ${POD}`,
            { caller: "pod_workers.go:1300" },
          ),
        ),
      ],
      "edge-error": [
        line(
          at(33),
          edgeError,
          "error",
          `*7 connect() failed (111: Connection refused) while connecting to upstream, client: 10.20.0.9, server: www.harbourline.example, request: "GET /api/sailings HTTP/1.1", upstream: "http://10.20.3.21:8090/api/sailings", host: "www.harbourline.example"`,
        ),
      ],
      booking: [
        line(at(52), booking, "error", "No fare for HL-47994: fares answered 503 Service Unavailable", {
          thread: "http-nio-8080-exec-6",
        }),
      ],
    },
  }),
};
