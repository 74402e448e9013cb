import { defineRule } from "../rule.ts";

export const mailRate = defineRule({
  id: "rate_limit.mail_rate",
  title: "A mail server limits the sender",
  severity: "medium",
  why: "The receiving server defers or refuses mail of this sender by its rate; it stays in the queue, and reputation suffers.",
  match: {
    any: [
      /\b4[25]1[- ]4\.7\.\d{1,3}\b.{0,160}(?:rate|too many|limit|throttl|temporarily deferred|unusual)/i,
      /\bunusual rate of (?:unsolicited )?(?:mail|e?mails?|messages)\b|\breceiving mail at a rate that\b/i,
      /\b(?:too many|exceeded .{0,20}number of) (?:messages|mails|e?mails|recipients|concurrent SMTP connections|errors after)\b/i,
      /\b(?:sending|recipient|message|envelope) (?:rate|limit|quota) (?:has been |was |is )?(?:exceeded|reached)\b|\bMaximum sending rate exceeded\b|\bDaily message quota exceeded\b|\bDaily user sending (?:limit|quota) exceeded\b/i,
      /\b(?:Connection|Message|New TLS session|Recipient address|AUTH command) rate limit exceeded: \d/i,
    ],
    not: [/0 too many|after AUTH\b/i],
  },
  fires: [
    "status=deferred (host mx.example.com said: 421-4.7.28 Our system has detected an unusual rate of mail from your network)",
    "454 Throttling failure: Maximum sending rate exceeded.",
    "reject=452 4.7.1 too many recipients from 192.0.2.9",
  ],
  silent: ["smtpd_client_message_rate_limit = 100"],
  advice: {
    debugging: [
      "`mailq` by recipient domain, and the count of messages per sender in the last hour: one job or one stolen account mostly stands out.",
    ],
    quickFixes: [
      "Pause the sender that stands out; lower concurrency for that domain (`smtp_destination_concurrency_limit`).",
    ],
    durableFixes: ["Send bulk mail from its own address range with SPF, DKIM and DMARC, and warm it up."],
    links: [{ title: "Postfix: tuning", url: "https://www.postfix.org/TUNING_README.html" }],
  },
});
