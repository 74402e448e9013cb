import { edge } from "../voices/edge.ts";
import { postgres } from "../voices/platform.ts";
import { booking, thread } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** Two transactions lock rows in opposite order, more and more often. */
export const deadlockStorm: Scenario = {
  id: "deadlock-storm",
  title: "Deadlock storm in the database",
  summary: "A batch job and bookings lock sailings in opposite order; PostgreSQL cancels transactions, bookings fail.",
  services: ["edge-access", "booking", "postgres"],
  key: {
    findings: [
      { category: "deadlock", service: "postgres" },
      { category: "deadlock", service: "booking" },
    ],
    firstDomino: { service: "postgres", category: "deadlock" },
    order: ["postgres", "booking", "edge-access"],
    incident: true,
    tolerated: ["db_connection", "upstream_timeout", "dependency_failure"],
  },
  stage: (at) => ({
    voices: [edge, booking, postgres],
    effect: (call) => {
      if (
        !["book", "pay"].includes(call.kind) ||
        call.at < at(5) ||
        call.at > at(1100) ||
        !call.random("fault").chance(0.75)
      )
        return null;
      const random = call.random("pids");
      const [one, two] = [random.int(4000, 4900), random.int(5000, 5900)];
      return {
        status: 500,
        latencyMs: 1020,
        lines: {
          postgres: [
            line(
              call.at + 1000,
              postgres,
              "error",
              `deadlock detected\nDETAIL:  Process ${one} waits for ShareLock on transaction ${88_000 + call.index}; blocked by process ${two}.\n\tProcess ${two} waits for ShareLock on transaction ${88_001 + call.index}; blocked by process ${one}.\nHINT:  See server log for query details.\nSTATEMENT:  UPDATE sailings SET seats_free = seats_free - $1 WHERE id = $2`,
              { pid: one, user: "harbour@bookings" },
            ),
          ],
          booking: [
            line(
              call.at + 1010,
              booking,
              "error",
              `Cannot book ${call.booking} trace=${call.trace}\norg.postgresql.util.PSQLException: ERROR: deadlock detected\n  Detail: Process ${one} waits for ShareLock on transaction ${88_000 + call.index}; blocked by process ${two}.\n\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2733)\n\tat com.harbourline.booking.SeatRepository.take(SeatRepository.java:72)`,
              { thread: thread(call) },
            ),
          ],
        },
      };
    },
    script: {
      postgres: [
        line(at(-20), postgres, "info", "statement: SELECT resequence_sailings()", {
          pid: 5120,
          user: "batch@bookings",
        }),
        line(
          at(0),
          postgres,
          "error",
          "deadlock detected\nDETAIL:  Process 4211 waits for ShareLock on transaction 87990; blocked by process 5120.\n\tProcess 5120 waits for ShareLock on transaction 87991; blocked by process 4211.\nHINT:  See server log for query details.\nSTATEMENT:  UPDATE sailings SET seats_free = seats_free - $1 WHERE id = $2",
          { pid: 4211, user: "harbour@bookings" },
        ),
        line(at(1095), postgres, "info", "duration: 1114820.114 ms  statement: SELECT resequence_sailings()", {
          pid: 5120,
          user: "batch@bookings",
        }),
      ],
      booking: [
        line(
          at(4),
          booking,
          "error",
          "Cannot book HL-47995\norg.postgresql.util.PSQLException: ERROR: deadlock detected\n\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2733)\n\tat com.harbourline.booking.SeatRepository.take(SeatRepository.java:72)",
          { thread: "http-nio-8080-exec-7" },
        ),
      ],
    },
  }),
};
