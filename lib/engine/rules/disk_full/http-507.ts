import { defineRule } from "../rule.ts";

export const http507 = defineRule({
  id: "disk_full.http_507",
  title: "A service answers 507",
  severity: "high",
  why: "The server has no room to store what the request sends.",
  match: { status: [507] },
  fires: ['PUT /dav/report.pdf HTTP/1.1" 507 233'],
  silent: ["GET /orders/507 200 12ms"],
  advice: {
    debugging: ["Look at the storage behind the answering service: `df -h` there, or the account's quota."],
    quickFixes: ["Free or add space behind that service, then repeat the refused uploads."],
    durableFixes: ["Refuse uploads early, by `Content-Length`, before storage runs out."],
    links: [
      { title: "RFC 4918: 507 Insufficient Storage", url: "https://www.rfc-editor.org/rfc/rfc4918#section-11.5" },
    ],
  },
});
