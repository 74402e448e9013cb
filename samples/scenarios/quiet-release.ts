import { balancer } from "../voices/edge.ts";
import { kubelet } from "../voices/platform.ts";
import { booking, fares } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

const STATE = 'pod="shop/booking-5f6d9c-7hq2m"';

/** A rolling release as it should be: drained, stopped, started. */
export const quietRelease: Scenario = {
  id: "quiet-release",
  title: "Quiet: a rolling release",
  summary: "Nothing is wrong. Booking is released with drained connections; every request is answered.",
  services: ["haproxy", "booking", "fares", "kubelet"],
  key: { findings: [], firstDomino: null, order: [], incident: false, tolerated: [] },
  stage: (at) => ({
    voices: [balancer, booking, fares, kubelet],
    script: {
      booking: [
        line(at(0), booking, "info", "Commencing graceful shutdown. Waiting for active requests to complete", {
          thread: "SpringApplicationShutdownHook",
          logger: "o.s.b.w.e.tomcat.GracefulShutdown",
        }),
        line(at(2), booking, "info", "Graceful shutdown complete", {
          thread: "tomcat-shutdown",
          logger: "o.s.b.w.e.tomcat.GracefulShutdown",
        }),
        line(at(3), booking, "info", "booking-rw - Shutdown completed.", {
          logger: "com.zaxxer.hikari.HikariDataSource",
        }),
        line(at(15), booking, "info", "Starting BookingApplication v4.19.0 using Java 21.0.5 with PID 1", {
          logger: "c.h.booking.BookingApplication",
        }),
        line(at(22), booking, "info", "Tomcat started on port 8080 (http)", {
          logger: "o.s.b.w.e.tomcat.TomcatWebServer",
        }),
        line(at(23), booking, "info", "Started BookingApplication in 7.412 seconds", {
          logger: "c.h.booking.BookingApplication",
        }),
      ],
      kubelet: [
        line(
          at(-1),
          kubelet,
          "info",
          `"Killing container with a grace period" ${STATE} containerName="booking" gracePeriod=30`,
          { caller: "kuberuntime_container.go:808" },
        ),
        line(at(12), kubelet, "info", '"SyncLoop ADD" source="api" pods=["shop/booking-6b7f8d-qm4zt"]', {
          caller: "kubelet.go:2407",
        }),
        line(
          at(24),
          kubelet,
          "info",
          '"SyncLoop (probe)" probe="readiness" status="ready" pod="shop/booking-6b7f8d-qm4zt"',
          { caller: "kubelet.go:2493" },
        ),
      ],
      fares: [line(at(60), fares, "info", "retry succeeded", { attempt: 2, duration_ms: 502 })],
    },
  }),
};
