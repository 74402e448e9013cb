import { defineRule } from "../rule.ts";

export const addressInUse = defineRule({
  id: "config_error.address_in_use",
  title: "A port is already taken",
  headline: "Port {port} is already taken",
  severity: "high",
  why: "The service cannot listen and does not start; an older copy of it or another program holds the port.",
  match: {
    any: [
      /\bEADDRINUSE\b(?:.{0,40}?:(?<port>\d{2,5})\b)?/i,
      /\baddress already in use\b|\bAddress in use\b|\bPort (?<port>\d{2,5}) (?:is |was )?already in use|\bWeb server failed to start\b|\bOnly one usage of each socket address\b|\bport is already allocated\b|\bErrno 98\b/i,
      /\bbind(?:ing)?\b.{0,80}(?:\(98: |Address already)/i,
    ],
  },
  fires: [
    "Error: listen EADDRINUSE: address already in use :::3000",
    "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)",
    "Web server failed to start. Port 8080 was already in use.",
  ],
  silent: ["listening on port 3000"],
  advice: {
    debugging: ["`ss -ltnp 'sport = :<port>'` names the process that holds it."],
    quickFixes: ["Stop that process if it is a left-over, else give this service another port."],
    durableFixes: ["Let one supervisor own start and stop, with a time for the old process to end."],
    links: [{ title: "Linux: bind(2), EADDRINUSE", url: "https://man7.org/linux/man-pages/man2/bind.2.html" }],
  },
});
