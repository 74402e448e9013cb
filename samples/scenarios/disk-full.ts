import { doneAt, edge } from "../voices/edge.ts";
import { kernel } from "../voices/platform.ts";
import { booking, manifest, thread } from "../voices/services.ts";
import { line, type Scenario } from "../stage.ts";

/** A log volume fills; the worker that writes to it fails, then those that wait for the worker. */
export const diskFull: Scenario = {
  id: "disk-full",
  title: "Full log volume stops the manifest worker",
  summary: "A debug log fills the volume; the manifest worker cannot write and bookings time out waiting for it.",
  services: ["edge-access", "booking", "manifest", "kernel"],
  key: {
    findings: [
      { category: "disk_full", service: "manifest" },
      { category: "upstream_timeout", service: "booking" },
    ],
    firstDomino: { service: "manifest", category: "disk_full" },
    order: ["manifest", "booking", "edge-access"],
    incident: true,
    tolerated: ["dependency_failure"],
  },
  stage: (at) => ({
    voices: [edge, booking, manifest, kernel],
    effect: (call) => {
      if (call.kind !== "book" || call.at < at(5) || call.at > at(1320)) return null;
      const end = doneAt(call, { status: 500, latencyMs: 10_020, lines: {} });
      return {
        status: 500,
        latencyMs: 10_020,
        lines: {
          manifest: [
            line(
              call.at + 90,
              manifest,
              "error",
              `Cannot write manifest of ${call.booking}, trace=${call.trace}\nTraceback (most recent call last):\n  File "/app/manifest/worker.py", line 114, in handle\n    self.journal.append(entry)\n  File "/app/manifest/journal.py", line 61, in append\n    self._file.flush()\nOSError: [Errno 28] No space left on device`,
            ),
          ],
          booking: [
            line(
              end - 5,
              booking,
              "error",
              `Manifest service did not confirm ${call.booking}: Read timed out after 10000 ms trace=${call.trace}\njava.net.SocketTimeoutException: Read timed out\n\tat java.base/java.net.SocketInputStream.read(SocketInputStream.java:168)\n\tat com.harbourline.booking.ManifestClient.confirm(ManifestClient.java:47)`,
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
        line(at(-1300), manifest, "info", "Log level set to DEBUG for manifest.journal", { logger: "manifest.config" }),
        ...[-600, -300, -60].map((s, i) =>
          line(at(s), manifest, "warn", `Volume /var/log is ${[81, 90, 98][i]}% full`, { logger: "manifest.health" }),
        ),
        line(
          at(0),
          manifest,
          "error",
          "Log rotation failed: [Errno 28] No space left on device: '/var/log/manifest/journal.log'",
          { logger: "manifest.journal" },
        ),
        line(at(1310), manifest, "info", "Volume /var/log is 12% full", { logger: "manifest.health" }),
      ],
      booking: [
        line(
          at(21),
          booking,
          "error",
          "Manifest service did not confirm HL-47992: Read timed out after 10000 ms\njava.net.SocketTimeoutException: Read timed out\n\tat java.base/java.net.SocketInputStream.read(SocketInputStream.java:168)\n\tat com.harbourline.booking.ManifestClient.confirm(ManifestClient.java:47)",
          { thread: "http-nio-8080-exec-9" },
        ),
      ],
      kernel: [line(at(1290), kernel, "info", "Started logrotate.service - Rotate log files.", { tag: "systemd[1]" })],
    },
  }),
};
