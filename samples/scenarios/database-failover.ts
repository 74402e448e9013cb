import { doneAt, edge, edgeError, upstreamOf } from "../voices/edge.ts";
import { postgres } from "../voices/platform.ts";
import { booking, thread, wallet } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

const POOL_TRACE = [
  "java.sql.SQLTransientConnectionException: booking-rw - Connection is not available, request timed out after 30000ms (total=20, active=20, idle=0, waiting=WAITING)",
  "\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)",
  "\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:197)",
  "\tat com.harbourline.booking.ReservationRepository.save(ReservationRepository.java:58)",
  "\tat com.harbourline.booking.BookingService.reserve(BookingService.java:131)",
].join("\n");

/** The primary fails over; clients keep dead connections until the pool runs out. */
export const databaseFailover: Scenario = {
  id: "database-failover",
  title: "Database failover drains the connection pool",
  summary:
    "PostgreSQL promotes its standby, the booking service keeps connections to the old primary, customers get 504.",
  services: ["edge-access", "edge-error", "booking", "wallet", "postgres"],
  key: {
    findings: [
      { category: "replication", service: "postgres" },
      { category: "resource_exhaustion", service: "booking" },
      { category: "upstream_timeout", service: "edge-error" },
    ],
    firstDomino: { service: "postgres", category: "replication" },
    order: ["postgres", "booking", "edge-error", "wallet"],
    incident: true,
    tolerated: ["db_connection", "connection_refused", "payment_failure", "dependency_failure"],
  },
  stage: (at) => ({
    voices: [edge, edgeError, booking, wallet, postgres],
    effect: (call) => {
      const hit = call.at > at(28) && call.at < at(1120) && ["book", "pay", "status"].includes(call.kind);
      if (!hit || !call.random("fault").chance(0.85)) return null;
      const effect = { status: 504, latencyMs: 30_010 };
      const end = doneAt(call, { ...effect, lines: {} });
      const waiting = String(call.random("queue").int(4, 180));
      return {
        ...effect,
        lines: {
          booking: [
            line(
              end - 4,
              booking,
              "error",
              `Cannot reserve ${call.booking} trace=${call.trace}\n${POOL_TRACE.replace("WAITING", waiting)}`,
              {
                thread: thread(call),
              },
            ),
          ],
          "edge-error": [
            line(
              end,
              edgeError,
              "error",
              `*${call.index} upstream timed out (110: Connection timed out) while reading response header from upstream, ${upstreamOf(call, "10.20.3.14:8080")}`,
            ),
          ],
          wallet:
            call.kind === "pay"
              ? [
                  line(end, wallet, "error", "charge failed: booking did not answer in time", {
                    trace_id: call.trace,
                    booking: call.booking,
                    err: { type: "ETIMEDOUT" }.type,
                  }),
                ]
              : [],
        },
      };
    },
    script: {
      postgres: [
        line(
          at(0),
          postgres,
          "fatal",
          "could not receive data from WAL stream: server closed the connection unexpectedly\nThis probably means the server terminated abnormally before or while processing the request.",
          { pid: 44 },
        ),
        line(
          at(4),
          postgres,
          "fatal",
          'could not connect to the primary server: connection to server at "10.20.3.40", port 5432 failed: Connection refused',
          { pid: 46 },
        ),
        line(at(9), postgres, "info", "received promote request", { pid: 25 }),
        line(at(9.4), postgres, "info", "redo done at 4/1F0A21B8 system usage: CPU: user: 41.20 s, system: 18.04 s", {
          pid: 25,
        }),
        line(at(10.2), postgres, "info", "selected new timeline ID: 7", { pid: 25 }),
        line(at(11), postgres, "info", "database system is ready to accept connections", { pid: 1 }),
      ],
      booking: [
        line(
          at(26),
          booking,
          "warn",
          "booking-rw - Failed to validate connection org.postgresql.jdbc.PgConnection@51c2 (This connection has been closed.). Possibly consider using a shorter maxLifetime value.",
          {
            thread: "http-nio-8080-exec-3",
            logger: "com.zaxxer.hikari.pool.PoolBase",
          },
        ),
        line(at(1110), booking, "info", "Starting BookingApplication v4.18.2 using Java 21.0.5 with PID 1", {
          logger: "c.h.booking.BookingApplication",
        }),
        line(at(1118), booking, "info", "booking-rw - Start completed.", {
          logger: "com.zaxxer.hikari.HikariDataSource",
        }),
      ],
    },
  }),
};
