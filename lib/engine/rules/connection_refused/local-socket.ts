import { defineRule } from "../rule.ts";

export const localSocket = defineRule({
  id: "connection_refused.local_socket",
  title: "A local socket has no listener",
  headline: "Nothing listens on the socket {socket}",
  severity: "high",
  why: "The program that should listen on this file is not running, or listens elsewhere; every call through it fails at once.",
  match: {
    any: [
      /\bdial unix (?<socket>[^\s:"]{1,120}): connect: connection refused/i,
      /\bconnect ECONNREFUSED (?<socket>\/[^\s'"]{1,120})/,
      /\bconnect\(\) to unix:(?<socket>[^\s:]{1,120})(?::\S{0,40})? failed \(1?11: /i,
      /\bCannot connect to the Docker daemon at (?<socket>[^\s,]{1,120}?)\. Is the docker daemon running/i,
      /\bthrough socket '(?<socket>[^']{1,120})' \(111/i,
      /\bconnection to server on socket "(?<socket>[^"]{1,120})" failed: Connection refused/i,
      /\bIs the docker daemon running\b/i,
    ],
  },
  fires: [
    "dial unix /run/containerd/containerd.sock: connect: connection refused",
    "Error: connect ECONNREFUSED /var/run/app/render.sock",
    'psql: error: connection to server on socket "/run/postgresql/.s.PGSQL.5432" failed: Connection refused',
  ],
  silent: ["listening on unix socket /run/postgresql/.s.PGSQL.5432"],
  advice: {
    debugging: [
      "`ss -lx | grep <socket>` and `ls -l <socket>`: a file without a listener was left by a crash, no file means that it never started here.",
      "In containers: is the socket's folder mounted into both of them?",
    ],
    quickFixes: [
      "Start the listener (`systemctl start …`); remove a stale socket file only when nothing listens on it.",
    ],
    durableFixes: [
      "systemd socket activation, or a start order with a health check (`After=`, `depends_on: condition`).",
    ],
    links: [{ title: "Linux: unix(7)", url: "https://man7.org/linux/man-pages/man7/unix.7.html" }],
  },
});
