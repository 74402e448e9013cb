import { defineRule } from "../rule.ts";

export const http5xx = defineRule({
  id: "dependency_failure.http_5xx",
  title: "A service answers 5xx",
  headline: "A service answers {status}",
  severity: "high",
  why: "Requests fail on the server's side: whoever called gets no result, and may not know whether the work was done.",
  yieldsTo: ["resource_exhaustion", "crash_loop", "oom_memory", "generic_critical"],
  match: {
    status: [500, 502, 503, 520, 521, 522, 523, 530],
    shareOfAnswers: 0.005,
    not: [/probe failed|statuscode: 5/i],
  },
  fires: [
    '10.0.0.4 - - [11/Feb/2026:08:00:00 +0000] "GET /cart HTTP/1.1" 502 157',
    "upstream stock responded with status 503",
    "GET https://api.example.com/v1/items -> 500",
  ],
  silent: ["GET /static/503.html 200 429B 3ms", "rows=503 took=502ms"],
  advice: {
    debugging: [
      "502 means that the server behind broke off, 503 that nobody is there or it is overloaded, 500 that its code failed: its own log of that minute says why.",
      "Count by route and by instance: one instance points at a host, one route at code.",
    ],
    quickFixes: ["Take the failing instance out, or roll back what was deployed just before the first one."],
    durableFixes: ["Health checks that leave the pool, retries only for what may be repeated, and a fallback answer."],
    links: [{ title: "RFC 9110: server errors", url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.6" }],
  },
});
