import {
  combined,
  coredns,
  haproxy,
  haproxyNotice,
  klog,
  logback,
  logfmt,
  nginxError,
  pino,
  postgres as postgresLine,
  pythonLogging,
  rabbitmq as rabbitLine,
  syslog,
  zap,
} from "./formats.ts";
import type { Effect, Line, Voice } from "./stage.ts";
import type { Call } from "./traffic.ts";

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

/** Bookings: Java, logback. */
const bookingSay = logback("c.h.booking.BookingService");
export const booking: Voice = {
  file: "booking.log",
  service: "booking",
  say: bookingSay,
  call: (call) => {
    if (call.kind === "search" || call.kind === "quote") return [];
    const fields = { thread: thread(call) };
    const text = { book: "Reserving", pay: "Settling", status: "Reading" }[call.kind];
    return [
      { at: call.at + 2, text: bookingSay(call.at + 2, "info", `${text} ${call.booking} trace=${call.trace}`, fields) },
      {
        at: call.at + call.latencyMs,
        text: bookingSay(
          call.at + call.latencyMs,
          "info",
          `Done ${call.booking} in ${call.latencyMs} ms trace=${call.trace}`,
          fields,
        ),
      },
    ];
  },
  routine: [
    {
      everyMs: 5 * MINUTE,
      line: (at, random) =>
        bookingSay(at, "info", `Sailing cache refreshed: ${random.int(380, 420)} sailings, 0 errors`, {
          thread: "scheduling-1",
          logger: "c.h.booking.SailingCache",
        }),
    },
    {
      everyMs: 9 * MINUTE,
      line: (at, random) =>
        bookingSay(
          at,
          "warn",
          `Seat map of sailing ${random.int(100, 999)} is ${random.int(31, 58)} s old, using it anyway`,
          {
            thread: "scheduling-1",
            logger: "c.h.booking.SeatMaps",
          },
        ),
    },
  ],
};

export const thread = (call: Call): string => `http-nio-8080-exec-${1 + (call.index % 24)}`;

/** Fares: Go, zap. */
const faresSay = zap("fares", "quote/handler.go:88");
export const fares: Voice = {
  file: "fares.ndjson",
  service: "fares",
  say: faresSay,
  call: (call) =>
    call.kind === "search" || call.kind === "quote"
      ? [
          {
            at: call.at + call.latencyMs,
            text: faresSay(
              call.at + call.latencyMs,
              "info",
              call.kind === "quote" ? "quote priced" : "sailings searched",
              {
                trace_id: call.trace,
                duration_ms: call.latencyMs,
              },
            ),
          },
        ]
      : [],
  routine: [
    {
      everyMs: 4 * MINUTE,
      line: (at, random) =>
        faresSay(at, "info", "tariff table reloaded", {
          caller: "tariff/loader.go:51",
          rows: random.int(2190, 2210),
          failed: 0,
        }),
    },
    {
      everyMs: 6 * MINUTE,
      line: (at, random) =>
        faresSay(at, "debug", "cache pruned", { caller: "cache/lru.go:140", evicted: random.int(0, 500) }),
    },
  ],
};

/** Payments: Node, pino. */
const walletSay = pino("wallet", "wallet-6c9d7f-x2k4q");
export const wallet: Voice = {
  file: "wallet.ndjson",
  service: "wallet",
  say: walletSay,
  call: (call) =>
    call.kind === "pay"
      ? [
          {
            at: call.at + call.latencyMs - 3,
            text: walletSay(call.at + call.latencyMs - 3, "info", "charge captured", {
              trace_id: call.trace,
              booking: call.booking,
              amount: call.amount,
              responseTime: call.latencyMs - 9,
            }),
          },
        ]
      : [],
  routine: [
    {
      everyMs: 3 * MINUTE,
      line: (at, random) => walletSay(at, "info", "settlement batch sent", { items: random.int(3, 60), rejected: 0 }),
    },
  ],
};

/** Passenger manifests: a Python worker on a queue. */
const manifestSay = pythonLogging("manifest.worker");
export const manifest: Voice = {
  file: "manifest.log",
  service: "manifest",
  say: manifestSay,
  call: (call) =>
    call.kind === "book"
      ? [
          {
            at: call.at + call.latencyMs + 400,
            text: manifestSay(
              call.at + call.latencyMs + 400,
              "info",
              `Added ${call.booking} to manifest, trace=${call.trace}`,
            ),
          },
        ]
      : [],
  routine: [
    {
      everyMs: 2 * MINUTE,
      line: (at, random) =>
        manifestSay(at, "info", `Heartbeat ok, ${random.int(0, 4)} messages waiting`, { logger: "manifest.health" }),
    },
  ],
};

/** Mail and text messages: Go, logfmt. */
const notifySay = logfmt("notify");
export const notify: Voice = {
  file: "notify.log",
  service: "notify",
  say: notifySay,
  call: (call) =>
    call.kind === "book" || call.kind === "pay"
      ? [
          {
            at: call.at + call.latencyMs + 700,
            text: notifySay(call.at + call.latencyMs + 700, "info", "mail accepted", {
              booking: call.booking,
              attempt: 1,
            }),
          },
        ]
      : [],
};

export const postgres: Voice = {
  file: "postgres.log",
  service: "postgres",
  say: postgresLine,
  routine: [
    { everyMs: 5 * MINUTE, line: (at) => postgresLine(at, "info", "checkpoint starting: time", { pid: 27 }) },
    {
      everyMs: 5 * MINUTE,
      line: (at, random) =>
        postgresLine(
          at,
          "info",
          `checkpoint complete: wrote ${random.int(300, 900)} buffers (2.1%); 0 WAL file(s) added, 0 removed, 1 recycled; write=29.${random.int(100, 999)} s, sync=0.004 s, total=29.${random.int(100, 999)} s`,
          { pid: 27 },
        ),
    },
    {
      everyMs: 70_000,
      line: (at, random) =>
        postgresLine(
          at,
          "info",
          `duration: ${random.int(501, 900)}.${random.int(100, 999)} ms  statement: SELECT * FROM sailings WHERE day = $1`,
          {
            pid: random.int(200, 320),
            user: "harbour@bookings",
          },
        ),
    },
  ],
};

/** The kernel of a node. */
export const kernel: Voice = {
  file: "node-3-syslog.log",
  service: "kernel",
  say: syslog("node-3", "kernel"),
  routine: [
    {
      everyMs: 4 * MINUTE,
      line: (at, random) =>
        syslog("node-3", "systemd[1]")(
          at,
          "info",
          `Started session-${random.int(100, 999)}.scope - Session of user probe.`,
        ),
    },
    {
      everyMs: 6 * MINUTE,
      line: (at) => syslog("node-3", "CRON[8123]")(at, "info", "(root) CMD (test -x /usr/sbin/anacron)"),
    },
  ],
};

export const kubelet: Voice = {
  file: "kubelet.log",
  service: "kubelet",
  say: klog,
  routine: [
    {
      everyMs: 2 * MINUTE,
      line: (at) =>
        klog(
          at,
          "info",
          '"Container probe succeeded" probe="readiness" pod="shop/booking-5f6d9c-7hq2m" containerName="booking"',
          { caller: "prober.go:107" },
        ),
    },
  ],
};

export const rabbitmq: Voice = {
  file: "rabbitmq.log",
  service: "rabbitmq",
  say: rabbitLine,
  routine: [
    {
      everyMs: 3 * MINUTE,
      line: (at, random) =>
        rabbitLine(
          at,
          "info",
          `accepting AMQP connection <0.${random.int(900, 4000)}.0> (10.20.3.14:${random.int(40_000, 50_000)} -> 10.20.3.30:5672)`,
        ),
    },
  ],
};

export const dns: Voice = {
  file: "coredns.log",
  service: "coredns",
  say: coredns,
  routine: [
    {
      everyMs: 25_000,
      line: (at, random) =>
        coredns(
          at,
          "info",
          `10.20.3.14:${random.int(30_000, 60_000)} - ${random.int(1000, 60_000)} "A IN wallet.shop.svc.cluster.local. udp 52 false 512" NOERROR qr,aa,rd 102 0.000${random.int(100, 400)}s`,
        ),
    },
    {
      everyMs: 10 * MINUTE,
      line: (at) => coredns(at, "info", "plugin/reload: Running configuration SHA512 = 1a2b3c4d"),
    },
  ],
};

export const doneAt = (call: Call, effect: Effect | null): number => call.at + (effect?.latencyMs ?? call.latencyMs);

function access(call: Call, effect: Effect | null) {
  const { status } = effect ?? UNHARMED;
  return { ...call, status, bytes: status >= 500 ? 568 : call.random("bytes").int(320, 9400) };
}

/** One line of a voice, made at a moment. */
export const at = (
  moment: number,
  voice: Voice,
  ...rest: Parameters<Voice["say"]> extends [number, ...infer R] ? R : never
): Line => ({
  at: moment,
  text: voice.say(moment, ...rest),
});
