import { defineRule } from "../rule.ts";

export const serviceFailed = defineRule({
  id: "generic_critical.service_failed",
  title: "A service ended with a failure",
  headline: "{unit} ended with a failure",
  severity: "high",
  why: "systemd found the main process gone with an error: whatever it served is not served now, unless something restarts it.",
  general: true,
  match: {
    any: [
      /(?<unit>[\w@.\\-]{1,80}\.(?:service|mount|socket)): (?:Main|Control) process exited, code=(?:exited|dumped|killed), status=(?!0\/|143|130|15\/|2\/INT)/i,
      /(?<unit>[\w@.\\-]{1,80}\.(?:service|mount|socket)): Failed with result '(?:exit-code|core-dump|signal|protocol|resources|watchdog|timeout)'/i,
      /\bUnit (?<unit>[\w@.\\-]{1,80}) entered failed state/i,
      /\bFailed to start (?<unit>[\w@.\\-]{1,80}\.service|[A-Z][\w ./()-]{3,80}\.)/i,
      /\bexited with (?:error |exit |non-zero )?(?:code|status) (?!0\b|130\b|137\b|143\b)[1-9]\d{0,2}\b/i,
      /\b(?:process|worker|child|server|daemon|task|container) (?:\S{1,60} )?(?:died|crashed|exited abnormally|terminated unexpectedly|exited unexpectedly|aborted unexpectedly)\b/i,
      /\b(?:application|app|service|server|program|process) (?:has )?crashed\b/i,
      /\b(?:core dumped|dumped core|dumping core)\b/i,
      /\bexited with .?signal \d+|\bWorker exited prematurely\b|\bWorkerLostError\b|\bExited with code: [1-9]\d{0,2}\b|\bexit(?:ed)? abnormally\b|\bterminated by (?:uncaught )?signal\b|\bkilled by signal\b|\bdied (?:unexpectedly|with|after \d)/i,
      /\bANR in (?<unit>[\w.]{3,80})|\bApplication Not Responding\b|\bInput dispatching timed out\b/,
      /\b(?:error|exception|failure) (?:while|during|when) (?:starting|start-?up|initiali[sz]\w+|booting|launching|shutting down)\b|\b(?:startup|start-up|boot|initiali[sz]ation) (?:has )?(?:failed|aborted|failure)\b/i,
    ],
  },
  fires: [
    "Error while starting zigbee-herdsman",
    "ActivityManager: ANR in com.example.maps (com.example.maps/.MainActivity)",
    "pool: Process 'Worker-4' pid:114 exited with 'signal 9 (SIGKILL)'",
    "systemd[1]: search.service: Failed with result 'timeout'.",
    "systemd[1]: shop.service: Main process exited, code=exited, status=1/FAILURE",
    "systemd[1]: Failed to start The nginx HTTP and reverse proxy server.",
    "worker 8812 died unexpectedly, server crashed",
  ],
  silent: [
    "started without error during startup",
    "systemd[1]: shop.service: Main process exited, code=killed, status=15/TERM",
    "job finished: exited with code 0",
  ],
  advice: {
    debugging: [
      "`systemctl status <unit>` and `journalctl -u <unit> -n 100`: the lines of the program itself come before this one.",
      "Status 1 is the program's own error, 126 and 127 a command that cannot run, 200 to 242 systemd's own set-up (`systemd.exec`).",
    ],
    quickFixes: ["`systemctl restart <unit>` once the cause in its own lines is removed."],
    durableFixes: ["`Restart=on-failure` with a limit, and a check of the configuration in `ExecStartPre=`."],
    links: [
      {
        title: "systemd: process exit codes",
        url: "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Process%20Exit%20Codes",
      },
    ],
  },
});
