import { defineRule } from "../rule.ts";

export const loopbackRefused = defineRule({
  id: "connection_refused.loopback",
  title: "A service calls its own host, and nothing listens there",
  headline: "Nothing listens on {peer}",
  severity: "high",
  why: "The caller looks for the service on its own host: in a container that is the container itself, so the address is wrong or the neighbour process is down.",
  match: {
    any: [
      /\bconnect ECONNREFUSED (?<peer>(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|\[::1\]):\d{1,5})/,
      /\bdial tcp (?<peer>(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\]):\d{1,5}): (?:connect|connectex|getsockopt): (?:connection refused|No connection could be made)/i,
      /\b(?:connect(?:ion)?|connecting|Connect) to (?:server at )?(?<peer>(?:localhost|127\.0\.0\.1|\[::1\])[ :](?:port )?\d{1,5})[^\n]{0,30}?(?:refused|: Connection refused)/i,
      /\bNo connection could be made because the target machine actively refused it\.? \(?(?<peer>(?:localhost|127\.0\.0\.1|\[::1\]):\d{1,5})/i,
      /\bConnection refused: (?:no further information: )?(?<peer>(?:localhost|127\.0\.0\.1)[/\w.]{0,20}:\d{1,5})/i,
    ],
  },
  fires: [
    "Error: connect ECONNREFUSED 127.0.0.1:9200",
    "dial tcp [::1]:5432: connect: connection refused",
    "curl: (7) Failed to connect to localhost port 8081: Connection refused",
  ],
  silent: ["admin interface listening on 127.0.0.1:9200"],
  advice: {
    debugging: [
      "`ss -ltnp` in the same network namespace (`kubectl exec`, `docker exec`): does anything listen on that port there?",
      "Node 18 and newer may try `::1` first: a server that listens on 127.0.0.1 only refuses that.",
    ],
    quickFixes: [
      "Set the host to the service's name (`db`, `redis.prod.svc`) instead of localhost, or start the process beside it.",
    ],
    durableFixes: [
      "No default of localhost for hosts in production settings: fail at start when the variable is missing.",
    ],
    links: [{ title: "Docker Compose: networking", url: "https://docs.docker.com/compose/how-tos/networking/" }],
  },
});
