import { defineRule } from "../rule.ts";

export const http429 = defineRule({
  id: "rate_limit.http_429",
  title: "A service answers 429",
  severity: "medium",
  why: "The caller sends more than it is allowed to; refused calls are lost unless someone repeats them later.",
  match: { status: [429], shareOfAnswers: 0.005 },
  fires: [
    "HTTP/1.1 429 Too Many Requests",
    "POST https://api.example.com/v1/messages returned 429",
    '10.0.0.4 - - [11/Feb/2026:08:00:00 +0000] "GET /api HTTP/1.1" 429 162',
  ],
  silent: ["GET /static/app.js 200 429B 3ms", "retry policy: initial=429ms max=5s"],
  advice: {
    debugging: [
      "Read the answer's headers: `Retry-After`, `X-RateLimit-Limit`, `X-RateLimit-Remaining`, `X-RateLimit-Reset`.",
      "Count calls per key and route for the minute before the first 429; look for a loop or a job that started then.",
    ],
    quickFixes: ["Pause the caller for `Retry-After` seconds, and lower its concurrency."],
    durableFixes: ["Limit on the sending side (token bucket) below the provider's limit, cache, and batch."],
    links: [{ title: "RFC 6585: 429 Too Many Requests", url: "https://www.rfc-editor.org/rfc/rfc6585#section-4" }],
  },
});
