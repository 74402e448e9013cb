import { logback, logfmt, pino, pythonLogging, zap } from "../formats.ts";
import type { Voice } from "../stage.ts";
import type { Call } from "../traffic.ts";

const MINUTE = 60_000;

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
