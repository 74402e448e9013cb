import { edge } from "../voices/edge.ts";
import { booking, thread, wallet } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** Connections leak until the pool is empty for a minute; then the leak detector takes them back. */
export const leakRecovers: Scenario = {
  id: "leak-recovers",
  title: "Slow leak that recovers by itself",
  summary:
    "A report leaks connections for half an hour; the pool is empty for about a minute and then recovers without help.",
  services: ["edge-access", "booking", "wallet"],
  key: {
    findings: [{ category: "resource_exhaustion", service: "booking" }],
    firstDomino: { service: "booking", category: "resource_exhaustion" },
    order: ["booking", "edge-access"],
    incident: true,
    tolerated: ["db_connection", "dependency_failure"],
  },
  stage: (at) => {
    const exhausted = (moment: number, ref: string, exec: string) =>
      line(
        moment,
        booking,
        "error",
        `Cannot reserve ${ref}\njava.sql.SQLTransientConnectionException: booking-rw - Connection is not available, request timed out after 3000ms (total=20, active=20, idle=0, waiting=6)\n\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)\n\tat com.harbourline.booking.ReservationRepository.save(ReservationRepository.java:58)`,
        { thread: exec },
      );
    return {
      voices: [edge, booking, wallet],
      effect: (call) => {
        if (!["book", "status"].includes(call.kind) || call.at < at(0) || call.at > at(75)) return null;
        return {
          status: 500,
          latencyMs: 3010,
          lines: { booking: [exhausted(call.at + 3005, `${call.booking} trace=${call.trace}`, thread(call))] },
        };
      },
      script: {
        booking: [
          ...[-1100, -830, -610, -340, -120].map((s, i) =>
            line(at(s), booking, "warn", `Pool booking-rw: active=${7 + i * 3} idle=${13 - i * 3} waiting=0`, {
              thread: "booking-rw housekeeper",
              logger: "c.h.booking.PoolWatch",
            }),
          ),
          ...[3, 11, 24, 40, 58].map((s, i) => exhausted(at(s), `HL-4790${i}`, `http-nio-8080-exec-${i + 1}`)),
          line(
            at(78),
            booking,
            "info",
            "Previously reported leaked connection org.postgresql.jdbc.PgConnection@1f4e on thread report-2 was returned to the pool (unleaked)",
            {
              thread: "booking-rw housekeeper",
              logger: "com.zaxxer.hikari.pool.ProxyLeakTask",
            },
          ),
          line(at(82), booking, "info", "Pool booking-rw: active=3 idle=17 waiting=0", {
            thread: "booking-rw housekeeper",
            logger: "c.h.booking.PoolWatch",
          }),
        ],
      },
    };
  },
};
