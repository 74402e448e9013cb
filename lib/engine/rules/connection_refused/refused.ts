import { defineRule } from "../rule.ts";

export const refused = defineRule({
  id: "connection_refused.refused",
  title: "A connection was refused",
  headline: "{peer} refuses connections",
  severity: "high",
  why: "Nothing accepts at that address: the service behind it is down, still starting, or listens elsewhere.",
  match: {
    any: [
      /\bdial (?:tcp|udp|unix)\d? (?<peer>[^\s"]{1,100}): (?:connect|getsockopt|connectex): connection refused/i,
      /connect ECONNREFUSED (?<peer>[\w.:/[\]-]{1,100})/i,
      /\bECONNREFUSED\b(?:.{0,40}?(?<peer>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}:\d{2,5}))?/i,
      /Failed to connect to (?<peer>[\w.:/[\]-]{1,100}).{0,40}(?:Connection refused|port \d+: Connection refused)/i,
      /connect\(\) (?:to (?<peer>[\w.:/-]{1,100}) )?failed \(1?11: Connection refused\)/i,
      /Connect(?:ion)? to (?<peer>[\w.:/[\]-]{1,100}).{0,60}(?:failed: )?(?:Connection )?refused/i,
      /connect to (?:host |address )?(?<peer>[\w.:/-]{1,100})(?: port \d+)?: Connection refused/i,
      /\bconnection (?:was |has been |is )?refused\b/i,
      /\b(?:actively refused|target machine actively refused|refused to connect|refused the connection|connection refused by)\b/i,
      /ConnectionRefusedError|ConnectionRefusedException|\bErrno 1?61\b|\bErrno 111\b|\bos error 111\b|\bos error 61\b|\bWinError 10061\b|\bSocketException \(10061\)|\berror 10061\b/i,
      /\bConnectException\b: .{0,40}refused/i,
      /Can't connect to (?:local )?(?:MySQL|MariaDB) server on '(?<peer>[^']{1,80})' \((?:111|61|10061)\)/i,
      /Can't connect to local (?:MySQL|MariaDB) server through socket '(?<peer>[^']{1,100})' \(111\)/i,
      /SequelizeConnectionRefusedError/i,
      /curl: \(7\)|cURL error 7:|\bCouldn't connect to server\b|\bIs the docker daemon running\b|\bcould not connect to (?:host|server) .{0,60}refused/i,
    ],
    not: [/refused: (?:not authori|bad user|identifier|server unavailable|unacceptable protocol)/i],
  },
  fires: [
    "dial tcp 10.4.0.7:8080: connect: connection refused",
    "Error: connect ECONNREFUSED 127.0.0.1:9200",
    "curl: (7) Failed to connect to localhost port 8081: Connection refused",
    "java.net.ConnectException: Connection refused (Connection refused)",
    "No connection could be made because the target machine actively refused it.",
  ],
  silent: [
    "firewall policy: refused connections are logged to /var/log/fw.log",
    "retry on connection refused enabled, attempts=3",
  ],
  advice: {
    debugging: [
      "On the target: `ss -ltnp | grep <port>`: nothing there means that the process is down; `127.0.0.1` there means that it listens only locally.",
      "From the caller: `nc -vz <host> <port>`; a refusal answers at once, a firewall that drops makes it wait instead.",
    ],
    quickFixes: ["Start the service behind the address, or correct host and port in the caller's settings."],
    durableFixes: [
      "Retry with back-off and a limit, and keep callers out of rotation until what they depend on answers.",
    ],
    links: [{ title: "Linux: connect(2), ECONNREFUSED", url: "https://man7.org/linux/man-pages/man2/connect.2.html" }],
  },
});
