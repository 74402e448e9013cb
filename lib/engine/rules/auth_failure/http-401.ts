import { defineRule } from "../rule.ts";

export const http401 = defineRule({
  id: "auth_failure.http_401",
  title: "A service answers 401",
  severity: "medium",
  why: "Requests come without a credential that the service accepts; their work is refused.",
  match: { status: [401, 407], shareOfAnswers: 0.02 },
  fires: [
    '10.0.0.4 - - [11/Feb/2026:08:00:00 +0000] "GET /admin HTTP/1.1" 401 381',
    "upstream returned 401 Unauthorized",
  ],
  silent: ["GET /assets/401.png 200 3ms"],
  advice: {
    debugging: [
      "Read the `WWW-Authenticate` header of the answer, and decode the token's `exp`, `aud` and `iss` when it is a JWT.",
      "One client or all of them? All at once means a rotated key or a clock, one means its own credential.",
    ],
    quickFixes: ["Renew the credential of the client that is refused."],
    durableFixes: ["Renew tokens before they expire, and alert on a jump of 401 per client."],
    links: [{ title: "RFC 9110: 401 Unauthorized", url: "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2" }],
  },
});
