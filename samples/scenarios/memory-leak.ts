import { edge, edgeError, upstreamOf } from "../voices/edge.ts";
import { kernel, kubelet } from "../voices/platform.ts";
import { booking } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

const POD = 'pod="shop/booking-5f6d9c-7hq2m"';
const RESTARTS = [95, 240, 420, 660];

/** A leak fills the heap, the kernel kills the container, restarts follow. */
export const memoryLeak: Scenario = {
  id: "memory-leak",
  title: "Memory leak, OOM kill, restart loop",
  summary:
    "The booking service fills its heap, is killed by the kernel and restarts in a loop; nginx finds no upstream.",
  services: ["edge-access", "edge-error", "booking", "kernel", "kubelet"],
  key: {
    findings: [
      { category: "oom_memory", service: "booking" },
      { category: "crash_loop", service: "kubelet" },
      { category: "connection_refused", service: "edge-error" },
    ],
    firstDomino: { service: "booking", category: "oom_memory" },
    order: ["booking", "kernel", "edge-error", "kubelet"],
    incident: true,
    tolerated: ["dependency_failure", "generic_critical", "resource_exhaustion"],
  },
  stage: (at) => ({
    voices: [edge, edgeError, booking, kernel, kubelet],
    effect: (call) => {
      const hit = call.at > at(62) && call.at < at(780) && ["book", "pay", "status"].includes(call.kind);
      if (!hit || !call.random("fault").chance(0.7)) return null;
      return {
        status: 502,
        latencyMs: 3,
        lines: {
          booking: [],
          "edge-error": [
            line(
              call.at + 3,
              edgeError,
              "error",
              `*${call.index} connect() failed (111: Connection refused) while connecting to upstream, ${upstreamOf(call, "10.20.3.14:8080")}`,
            ),
          ],
        },
      };
    },
    script: {
      booking: [
        ...[-900, -700, -500, -300, -150].map((s, i) =>
          line(at(s), booking, "info", `Heap after GC ${612 + i * 71} MB of 1024 MB`, {
            thread: "gc-watch",
            logger: "c.h.booking.HeapWatch",
          }),
        ),
        ...[0, 7, 19, 31, 44, 52].map((s, i) =>
          line(
            at(s),
            booking,
            "error",
            `Request failed\njava.lang.OutOfMemoryError: Java heap space\n\tat java.base/java.util.Arrays.copyOf(Arrays.java:3537)\n\tat com.harbourline.booking.SeatMapCache.put(SeatMapCache.java:${88 + (i % 2)})\n\tat com.harbourline.booking.BookingService.reserve(BookingService.java:119)`,
            { thread: `http-nio-8080-exec-${i + 2}` },
          ),
        ),
        ...RESTARTS.map((s) =>
          line(at(s + 6), booking, "info", "Starting BookingApplication v4.18.2 using Java 21.0.5 with PID 1", {
            logger: "c.h.booking.BookingApplication",
          }),
        ),
        line(at(790), booking, "info", "Tomcat started on port 8080 (http)", {
          logger: "o.s.b.w.e.tomcat.TomcatWebServer",
        }),
      ],
      kernel: [58, 233].flatMap((s) => [
        line(
          at(s),
          kernel,
          "info",
          `[812${345 + s}.114521] java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=984`,
        ),
        line(
          at(s) + 20,
          kernel,
          "info",
          `[812${345 + s}.134001] Memory cgroup out of memory: Killed process ${4100 + s} (java) total-vm:5120484kB, anon-rss:1046120kB, file-rss:18244kB, shmem-rss:0kB, UID:1000 pgtables:3044kB oom_score_adj:984`,
        ),
      ]),
      kubelet: RESTARTS.flatMap((s, i) => [
        line(
          at(s),
          kubelet,
          "error",
          `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"booking\\" with CrashLoopBackOff: \\"back-off ${10 * 2 ** i}s restarting failed container=booking ${POD.slice(5, -1)}\\"" ${POD}`,
          { caller: "pod_workers.go:1300" },
        ),
      ]),
      "edge-error": [
        line(
          at(64),
          edgeError,
          "error",
          `*1 connect() failed (111: Connection refused) while connecting to upstream, client: 10.20.0.9, server: www.harbourline.example, request: "GET /readyz HTTP/1.1", upstream: "http://10.20.3.14:8080/readyz", host: "www.harbourline.example"`,
        ),
      ],
    },
  }),
};
