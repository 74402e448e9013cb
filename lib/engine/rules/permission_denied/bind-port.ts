import { defineRule } from "../rule.ts";

export const bindPort = defineRule({
  id: "permission_denied.bind_port",
  title: "A privileged port may not be opened",
  severity: "high",
  why: "The service cannot listen where it should, so it does not start.",
  match: {
    any: [
      /\bbind\b.{0,80}(?:\(13: )?Permission denied|listen EACCES|\bpermission denied.{0,40}\bbind\b/i,
      /\b(?:An attempt was made to access a socket in a way forbidden|WSAEACCES|error 10013)\b/i,
    ],
  },
  fires: [
    "nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)",
    "Error: listen EACCES: permission denied 0.0.0.0:443",
  ],
  silent: ["bind to 0.0.0.0:8080 ok"],
  advice: {
    debugging: [
      "`getcap <binary>` and `sysctl net.ipv4.ip_unprivileged_port_start`: ports below it need a capability.",
    ],
    quickFixes: ["`setcap cap_net_bind_service=+ep <binary>`, or listen on a port above 1024 behind a proxy."],
    durableFixes: [
      "`AmbientCapabilities=CAP_NET_BIND_SERVICE` in the unit, or the capability in the container's security context.",
    ],
    links: [{ title: "Linux: capabilities(7)", url: "https://man7.org/linux/man-pages/man7/capabilities.7.html" }],
  },
});
