import { defineRule } from "../rule.ts";

export const startNeverReady = defineRule({
  id: "crash_loop.start_never_ready",
  title: "A start that never becomes ready",
  headline: "Start of {unit} never becomes ready",
  severity: "medium",
  why: "Other starts of it said that they were ready. Five minutes into this one nothing says so, and nothing says that it failed: it waits for something and takes no traffic.",
  match: {
    asWritten: true,
    any: [
      /\bStarting (?<unit>\w{3,60}) (?:v\S{1,30} )?using Java \d/,
      /\bstarting (?<unit>PostgreSQL) \d/i,
      /\bStarting (?<unit>gunicorn) \d/i,
      /\bsystemd(?:\[\d{1,7}\])?: Starting (?<unit>[\w@.-]{3,60}\.(?:service|socket|mount)) - /,
    ],
    missing: {
      answer: [
        /\bStarted (?<unit>\w{3,60}) in [\d.]{1,10} seconds\b/,
        /\bApplication run failed\b|\bAPPLICATION FAILED TO START\b/,
        /\bdatabase system is (?:ready|shut down)\b/,
        /\bListening at: http|\bBooting worker with pid\b/,
        /\bsystemd(?:\[\d{1,7}\])?: (?:Started|Finished|Failed to start|Stopped) (?<unit>[\w@.-]{3,60}\.(?:service|socket|mount))\b/,
      ],
      withinMs: 300_000,
      usually: true,
    },
  },
  fires: [
    "2026-02-03T09:00:00Z INFO 1 --- [main] com.acme.Shop : Starting ShopApplication using Java 21.0.2 with PID 1\n2026-02-03T09:00:07Z INFO 1 --- [main] com.acme.Shop : Started ShopApplication in 6.9 seconds (process running for 7.5)\n2026-02-03T10:00:00Z INFO 1 --- [main] com.acme.Shop : Starting ShopApplication using Java 21.0.2 with PID 1\n2026-02-03T10:00:03Z INFO 1 --- [main] o.s.b.w.e.tomcat.TomcatWebServer : Tomcat initialized with port 8080\n2026-02-03T10:06:00Z INFO 1 --- [main] c.a.Config : waiting for config server",
    "2026-02-03 09:00:00.000 UTC [1] LOG:  starting PostgreSQL 16.2 on x86_64-pc-linux-gnu\n2026-02-03 09:00:02.000 UTC [1] LOG:  database system is ready to accept connections\n2026-02-03 10:00:00.000 UTC [1] LOG:  starting PostgreSQL 16.2 on x86_64-pc-linux-gnu\n2026-02-03 10:00:01.000 UTC [27] LOG:  database system was interrupted; last known up at 2026-02-03 09:59:00 UTC\n2026-02-03 10:09:00.000 UTC [27] LOG:  redo in progress, elapsed time: 530.01 s",
  ],
  silent: [
    // Its becoming ready is never logged; it is; the log ends before; it is no server.
    "2026-02-03T10:00:00Z INFO 1 --- [main] com.acme.Shop : Starting ShopApplication using Java 21.0.2 with PID 1\n2026-02-03T10:09:00Z INFO 1 --- [http] c.a.Cart : cart 17 opened",
    "2026-02-03T10:00:00Z INFO 1 --- [main] com.acme.Shop : Starting ShopApplication using Java 21.0.2 with PID 1\n2026-02-03T10:00:07Z INFO 1 --- [main] com.acme.Shop : Started ShopApplication in 6.9 seconds (process running for 7.5)\n2026-02-03T10:09:00Z INFO 1 --- [http] c.a.Cart : cart 17 opened",
    "2026-02-03T10:00:00Z INFO 1 --- [main] com.acme.Shop : Starting ShopApplication using Java 21.0.2 with PID 1\n2026-02-03T10:02:00Z INFO 1 --- [main] c.a.Config : waiting for config server",
    "2026-02-03 10:00:00.000 UTC [1] LOG:  starting PostgreSQL 16.2 on x86_64-pc-linux-gnu\n2026-02-03 10:00:02.000 UTC [1] LOG:  database system is ready to accept connections\n2026-02-03 10:09:00.000 UTC [27] LOG:  checkpoint starting: time",
    "2026-02-03T10:00:00Z INFO batch: Starting import using Java properties from disk\n2026-02-03T10:09:00Z INFO batch: import goes on",
  ],
  advice: {
    debugging: [
      "Take a thread dump while it hangs: startup waits in one call, mostly for a database, a configuration server or a lock of a migration.",
      "Compare with the lines of its last good start: the first one that is missing names the step that hangs.",
    ],
    quickFixes: ["Start what it waits for first, or point it at a copy that answers; a restart alone will wait again."],
    durableFixes: [
      "Give every step of the startup a time limit that ends the process with the name of the step.",
      "Set a startup probe, so that a start that hangs is restarted and counted.",
    ],
    links: [
      {
        title: "Spring Boot: application availability",
        url: "https://docs.spring.io/spring-boot/reference/features/spring-application.html#features.spring-application.application-availability",
      },
      { title: "PostgreSQL: server start-up", url: "https://www.postgresql.org/docs/current/server-start.html" },
    ],
  },
});
