import { defineRule } from "../rule.ts";

export const mailQueue = defineRule({
  id: "queue_backlog.mail_queue",
  title: "Mail cannot be delivered and waits",
  severity: "medium",
  why: "Messages stay in the queue and are tried again for days, or are given back to the sender.",
  general: true,
  yieldsTo: [
    "rate_limit",
    "dns_failure",
    "tls_error",
    "connection_refused",
    "upstream_timeout",
    "auth_failure",
    "permission_denied",
    "disk_full",
  ],
  match: {
    any: [
      /\bstatus=deferred\b|\bmail queue\b.{0,40}(?:exceed|grow|full|\d{4,})|\bqueue file write error\b|\bmessage(?:s)? (?:has been |have been )?frozen\b|\bdeferred \(.{0,120}(?:timed out|refused)/i,
    ],
    not: [/space|connection timed out|refused/i],
  },
  fires: [
    "postfix/smtp[881]: 4F1A: to=<a@example.org>, relay=none, delay=3600, status=deferred (delivery temporarily suspended)",
  ],
  silent: ["postfix/smtp[881]: 4F1A: to=<a@example.org>, status=sent (250 ok)"],
  advice: {
    debugging: ["`postqueue -p | tail -1` and `qshape deferred`: one destination or all of them?"],
    quickFixes: ["`postqueue -f` once the destination answers again."],
    durableFixes: ["Alert on the number and the age of queued messages."],
    links: [{ title: "Postfix: bottleneck analysis", url: "https://www.postfix.org/QSHAPE_README.html" }],
  },
});
