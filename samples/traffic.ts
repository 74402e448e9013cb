import { createRandom, type Random } from "./random.ts";

/** One call of a customer of Harbourline, an invented ferry company. A pure function of seed and index. */
export interface Call {
  index: number;
  at: number;
  kind: "search" | "quote" | "book" | "pay" | "status";
  method: string;
  path: string;
  ip: string;
  agent: string;
  /** Shared by the lines of all services that serve it. */
  trace: string;
  booking: string;
  amount: string;
  latencyMs: number;
  /** The same numbers for every service that asks. */
  random(salt: string): Random;
}

export interface Traffic {
  seed: number;
  startMs: number;
  spanMs: number;
  calls: number;
}

const KINDS = ["search", "search", "search", "quote", "quote", "book", "pay", "status"] as const;
const PORTS = ["norby", "salthaven", "cape-wren", "ostrava-quay", "lindholm"] as const;
const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  "HarbourlineApp/7.14.2 (Android 15)",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15",
] as const;

export function callAt(traffic: Traffic, index: number): Call {
  const random = createRandom(traffic.seed, "call", index);
  const kind = random.pick(KINDS);
  const booking = `HL-${(48_000 + index * 7 + random.int(0, 6)).toString()}`;
  const [from, to] = [random.pick(PORTS), random.pick(PORTS)];
  const paths = {
    search: `/api/sailings?from=${from}&to=${to}&pax=${random.int(1, 6)}`,
    quote: `/api/quotes/${from}-${to}`,
    book: "/api/bookings",
    pay: `/api/bookings/${booking}/payment`,
    status: `/api/bookings/${booking}`,
  };
  return {
    index,
    at: timeOf(traffic, index, random.next()),
    kind,
    method: kind === "book" || kind === "pay" ? "POST" : "GET",
    path: paths[kind],
    ip: `203.0.113.${random.int(2, 250)}`,
    agent: random.pick(AGENTS),
    trace: random.hex(32),
    booking,
    amount: `${random.int(18, 240)}.${random.pick(["00", "50", "90"])}`,
    latencyMs: 12 + Math.floor(-Math.log(1 - random.next() * 0.98) * (kind === "pay" ? 120 : 40)),
    random: (salt) => createRandom(traffic.seed, index, salt),
  };
}

/** Calls come evenly but for a slow wave, as a day has; monotone in the index. */
function timeOf({ startMs, spanMs, calls }: Traffic, index: number, jitter: number): number {
  const at = (index + jitter) / calls;
  const wave = at + (0.25 / (2 * Math.PI)) * Math.sin(2 * Math.PI * at);
  return Math.floor(startMs + wave * spanMs);
}
