import { defineRule } from "../rule.ts";

export const http403 = defineRule({
  id: "permission_denied.http_403",
  title: "A service answers 403",
  severity: "medium",
  why: "Requests with a known identity are refused: a right was taken away, or a client asks for what it may not have.",
  yieldsTo: ["rate_limit"],
  match: { status: [403], shareOfAnswers: 0.02 },
  fires: [
    '10.0.0.4 - - [11/Feb/2026:08:00:00 +0000] "GET /reports HTTP/1.1" 403 162',
    "request to bucket failed with HTTP 403 Forbidden",
  ],
  silent: ["GET /403.html 200 12ms"],
  advice: {
    debugging: [
      "Which identity was it and which rule refused? Read the service's authorisation log for this path and minute.",
    ],
    quickFixes: ["Give the right back if it was removed by mistake, for that role and path only."],
    durableFixes: ["Keep roles in code with a test for each right that a client depends on."],
    links: [{ title: "RFC 9110: 403 Forbidden", url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4" }],
  },
});
