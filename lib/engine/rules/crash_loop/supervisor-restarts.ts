import { defineRule } from "../rule.ts";

export const supervisorRestarts = defineRule({
  id: "crash_loop.supervisor_restarts",
  title: "A supervisor keeps restarting a process",
  headline: "{process} is restarted again and again",
  severity: "high",
  why: "The process ends soon after each start; its supervisor starts it again or has given up.",
  match: {
    any: [
      /gave up: (?<process>[\w.:-]{1,80}) entered FATAL state/,
      /(?<process>[\w.:-]{1,80}).{0,4} entered FATAL state, too many start retries/i,
      /exited: (?<process>[\w.:-]{1,80}) \(.{0,30}(?:not expected|unexpected)/i,
      /\btoo many (?:unstable )?restarts\b/i,
      /Script .{1,200} had too many unstable restarts/i,
      /Restarting \(\d+\) \d+ \w+ ago/i,
      /\bcrash[ -]?loop(?:ing)?\b/i,
      /\brestart(?:ed|ing)?\b.{0,30}\b(?:\d\d+|[4-9]) times/i,
      /worker .{0,40}exited unexpectedly.{0,40}restart/i,
      /\bState changed from (?:starting|up) to crashed\b/i,
      /respawning too fast/i,
      /\brestart(?:s| count(?:er)?)[=: ]{1,3}(?:[5-9]|\d\d+)\b.{0,60}(?:crash|fail|exit code [1-9])/i,
      /worker failed to boot/i,
      /\bunable to consistently start tasks\b|\brestarting too frequently\b|\brestarting too (?:fast|often|quickly)\b|\bapp crashed - waiting for file changes\b|\bkeeps (?:crashing|restarting|dying)\b|\bexited too quickly\b|\brestart limit (?:reached|exceeded|hit)\b/i,
      /\brestarting \(attempt:? ?(?:[3-9]|\d\d+)|\brestarted \d+ times\b|\bback-?off\b.{0,40}\brestart/i,
      /\bExceeded allowed attempts \d+ in interval\b|\bat=error code=H10\b|\bdesc="App crashed"|\bfailed container health checks\b|\bRestart limit\b.{0,30}(?:hit|reached|exceeded)/i,
      /\bApplication pool .{1,80} is being automatically disabled due to a series of failures\b|\bjob (?:is )?respawning too fast\b|\bprocess is crashing too (?:often|fast)\b|\bhas exited \d+ times\b/i,
      /\brestarting (?:worker|process|child|server|it)\b.{0,20}\b(?:because|after|since) it (?:died|crashed|exited|failed)|\bThrottling respawn\b|\bNot restarting: Exceeded\b|\bService only ran for \d+ seconds\b/i,
      /\breached_max_restart_intensity\b|\bmax(?:imum)?[ _]restart[ _](?:intensity|count|attempts?)\b.{0,30}\b(?:reached|exceeded|shutdown)/i,
    ],
  },
  fires: [
    "supervisor my_sup: Reason: reached_max_restart_intensity",
    "[warn]: #0 restarting worker because it died after 90 seconds, worker_pid=311",
    'heroku[router]: at=error code=H10 desc="App crashed" method=GET path="/"',
    'nomad: Task restart: Exceeded allowed attempts 3 in interval 30m0s and mode is "fail"',
    "INFO gave up: web entered FATAL state, too many start retries too quickly",
    "INFO exited: web (exit status 1; not expected)",
    'PM2 | Script /srv/app/index.js had too many unstable restarts (16). Stopped. "errored"',
    "init: app respawning too fast, stopped",
  ],
  silent: [
    "restart policy: attempts = 3 interval = 30m",
    "supervisord: web entered RUNNING state, process has stayed up for > than 1 seconds (startsecs)",
    "restart_policy: max_restarts=5",
  ],
  advice: {
    debugging: [
      "Read the program's own output of the last start: `supervisorctl tail <name> stderr`, `pm2 logs <name> --err`, `docker logs --tail 50 <container>`.",
    ],
    quickFixes: [
      "Stop it (`supervisorctl stop`, `pm2 stop`) so that it does no harm, run the command by hand and see it fail.",
    ],
    durableFixes: ["Check configuration and dependencies before start, and back off exponentially between starts."],
    links: [{ title: "Supervisor: process states", url: "https://supervisord.org/subprocess.html" }],
  },
});
