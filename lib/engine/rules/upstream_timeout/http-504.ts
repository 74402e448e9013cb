import { defineRule } from "../rule.ts";

export const http504 = defineRule({
  id: "upstream_timeout.http_504",
  title: "A service answers 504",
  severity: "high",
  why: "A gateway waited for the service behind it and gave up; the caller does not know whether the work was done.",
  match: { status: [504, 408, 524, 598], shareOfAnswers: 0.005 },
  fires: [
    '10.0.0.4 - - [11/Feb/2026:08:00:00 +0000] "POST /checkout HTTP/1.1" 504 160',
    "received status code 504 from orders",
  ],
  silent: ["GET /reports/504.html 200 12ms"],
  advice: {
    debugging: [
      "Find the gateway's own time limit (`proxy_read_timeout`, `timeout server`, load balancer idle timeout) and compare it with the request's duration.",
    ],
    quickFixes: [
      "Take the slow instance out of rotation; check its threads and its database before raising the limit.",
    ],
    durableFixes: ["Make limits shrink inwards: client > gateway > service > database."],
    links: [{ title: "RFC 9110: 504 Gateway Timeout", url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.6.5" }],
  },
});
