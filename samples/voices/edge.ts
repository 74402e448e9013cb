import { combined, haproxy, haproxyNotice, nginxError } from "../formats.ts";
import type { Effect, Voice } from "../stage.ts";
import type { Call } from "../traffic.ts";

const MINUTE = 60_000;
const UNHARMED: Pick<Effect, "status"> = { status: 200 };

/** Customers' requests as nginx logs them, at the moment they are answered. */
export const edge: Voice = {
  file: "edge-access.log",
  service: "edge-access",
  say: (at, level, message) => nginxError(at, level, message),
  call: (call, effect) => [{ at: doneAt(call, effect), text: combined(doneAt(call, effect), access(call, effect)) }],
  routine: [
    {
      everyMs: 30_000,
      line: (at) =>
        combined(at, {
          ip: "10.20.0.9",
          method: "GET",
          path: "/healthz",
          status: 200,
          bytes: 2,
          agent: "kube-probe/1.31",
        }),
    },
    {
      everyMs: 7 * MINUTE,
      line: (at, random) =>
        combined(at, {
          ip: `198.51.100.${random.int(2, 250)}`,
          method: "GET",
          path: random.pick(["/favicon.ico", "/robots.txt", "/wp-login.php", "/timetable-500.pdf"]),
          status: 404,
          bytes: 153,
          agent: "Mozilla/5.0 (compatible; SeekBot/2.1)",
        }),
    },
  ],
};

export const edgeError: Voice = { file: "edge-error.log", service: "edge-error", say: edge.say };

/** `upstream … , client: …` as nginx ends its errors. */
export const upstreamOf = (call: Call, address: string): string =>
  `client: ${call.ip}, server: www.harbourline.example, request: "${call.method} ${call.path} HTTP/1.1", ` +
  `upstream: "http://${address}${call.path}", host: "www.harbourline.example"`;

export const balancer: Voice = {
  file: "haproxy.log",
  service: "haproxy",
  say: (at, _level, message) => haproxyNotice(at, message),
  call: (call, effect) => [
    {
      at: doneAt(call, effect),
      text: haproxy(
        doneAt(call, effect),
        call.at,
        `be_web/web-${1 + (call.index % 3)}`,
        `0/0/1/${effect?.latencyMs ?? call.latencyMs}/${(effect?.latencyMs ?? call.latencyMs) + 1}`,
        effect !== null && effect.status >= 500 ? "SH--" : "----",
        access(call, effect),
      ),
    },
  ],
};

export const doneAt = (call: Call, effect: Effect | null): number => call.at + (effect?.latencyMs ?? call.latencyMs);

function access(call: Call, effect: Effect | null) {
  const { status } = effect ?? UNHARMED;
  return { ...call, status, bytes: status >= 500 ? 568 : call.random("bytes").int(320, 9400) };
}
