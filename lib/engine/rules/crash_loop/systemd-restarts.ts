import { defineRule } from "../rule.ts";

export const systemdRestarts = defineRule({
  id: "crash_loop.systemd_restarts",
  title: "systemd gave up restarting a service",
  headline: "systemd gave up restarting {unit}",
  severity: "high",
  why: "The unit failed so often that systemd will not start it again by itself.",
  match: {
    any: [
      /(?<unit>[\w@.\\-]{1,80}\.service): Start request repeated too quickly/i,
      /Start request repeated too quickly for (?<unit>[\w@.\\-]{1,80})/i,
      /(?<unit>[\w@.\\-]{1,80}\.service): Scheduled restart job, restart counter is at (?:[3-9]|\d\d+)\b/i,
      /Failed with result 'start-limit-hit'/i,
      /start-limit-hit/i,
    ],
  },
  fires: [
    "systemd[1]: app.service: Start request repeated too quickly.",
    "systemd[1]: app.service: Scheduled restart job, restart counter is at 5.",
  ],
  silent: [
    "systemd[1]: app.service: Scheduled restart job, restart counter is at 1.",
    "StartLimitBurst=5 StartLimitIntervalSec=10",
  ],
  advice: {
    debugging: [
      "`journalctl -u <unit> -b --no-pager | tail -100`: the lines before the first restart say why it ended.",
    ],
    quickFixes: ["After the cause is removed: `systemctl reset-failed <unit> && systemctl start <unit>`."],
    durableFixes: [
      "Set `RestartSec=` and `StartLimitIntervalSec=` so that a slow dependency does not exhaust the limit; order it with `After=` and `Wants=`.",
    ],
    links: [
      {
        title: "systemd: StartLimitIntervalSec",
        url: "https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#StartLimitIntervalSec=interval",
      },
    ],
  },
});
