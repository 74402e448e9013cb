import { edge } from "../voices/edge.ts";
import { postgres } from "../voices/platform.ts";
import { booking, fares, manifest, wallet } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** An ordinary hour, with the words that mislead: 500 ms, "error" at zero, a retry that worked. */
export const quietDay: Scenario = {
  id: "quiet-day",
  title: "Quiet: an ordinary hour",
  summary:
    "Nothing is wrong. Slow queries, a retried request and a declined search are what an ordinary hour looks like.",
  services: ["edge-access", "booking", "fares", "wallet", "manifest", "postgres"],
  key: { findings: [], firstDomino: null, order: [], incident: false, tolerated: [] },
  stage: (at) => ({
    voices: [edge, booking, fares, wallet, manifest, postgres],
    script: {
      booking: [
        line(at(-600), booking, "info", "Health: db=UP, disk=UP, memory 512 MB of 1024 MB, errors=0, timeouts=0", {
          logger: "c.h.booking.Health",
        }),
        line(at(200), booking, "info", "Retry 1 of 3 for sailing feed succeeded after 503 ms", {
          logger: "c.h.booking.SailingFeed",
        }),
        line(at(640), booking, "info", "ErrorHandlingFilter configured, timeout=30000ms, failOnError=false", {
          logger: "c.h.booking.Config",
        }),
      ],
      fares: [line(at(30), fares, "info", "certificate renewed", { not_after: "2027-02-20T00:00:00Z" })],
      wallet: [line(at(-200), wallet, "info", "reconciliation finished", { payments: 1502, failed: 0, refused: 0 })],
      manifest: [line(at(90), manifest, "info", "No dead letters, queue depth 0")],
      postgres: [
        line(at(10), postgres, "info", 'automatic vacuum of table "bookings.public.sailings": index scans: 1', {
          pid: 911,
        }),
      ],
    },
  }),
};
