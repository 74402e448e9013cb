import { defineRule } from "../rule.ts";

export const logSuppression = defineRule({
  id: "rate_limit.log_suppression",
  title: "Log lines are thrown away by a rate limit",
  headline: "{count} log lines were thrown away",
  severity: "low",
  why: "This log is incomplete: what happened in the flood is not here, and the flood itself is a symptom.",
  match: {
    any: [
      /\bsuppress(?:ed|ing) (?<count>\d+) (?:messages|callbacks)|\bnet_ratelimit: (?<count>\d+) callbacks suppressed|\b(?<count>\d+) messages lost due to rate-limiting/i,
      /\b(?<count>\d+) (?:callbacks|messages|lines|log entries|output lines) (?:were |have been )?suppressed\b|\bbegin to drop messages due to rate-limiting/i,
      /\blager_file_backend dropped (?<count>\d+) messages\b|\bdropped (?<count>\d+) messages in the last second\b|\blog rate limit\b.{0,40}(?:reached|exceeded)/i,
    ],
  },
  fires: [
    "systemd-journald[311]: Suppressed 4821 messages from shop.service",
    "journal: begin to drop messages due to rate-limiting",
    "kernel: net_ratelimit: 122 callbacks suppressed",
  ],
  silent: ["journald: RateLimitBurst=10000 RateLimitIntervalSec=30s"],
  advice: {
    debugging: ["The line before it, or the unit it names, is the one that floods: count its lines per second."],
    quickFixes: ["Raise `RateLimitBurst=` for that unit only while you look, then stop the source of the flood."],
    durableFixes: ["Log a repeating error once with a count instead of once per try."],
    links: [
      {
        title: "systemd: journald.conf",
        url: "https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html",
      },
    ],
  },
});
