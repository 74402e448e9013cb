export type Zone = "utc" | "local";
export type TimeStyle = "clock" | "millis" | "minute" | "day" | "month" | "full" | "stamp";

const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  /** 02:47:11 */
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  /** 02:47:11.204 */
  millis: { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 },
  /** 02:47 */
  minute: { hour: "2-digit", minute: "2-digit" },
  /** 17 Nov */
  day: { day: "numeric", month: "short" },
  /** Nov 2026 */
  month: { month: "short", year: "numeric" },
  /** 17 Nov 2026, 02:47:11 */
  full: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  /** 17 Nov, 02:47 */
  stamp: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A moment in words, in UTC or in the browser's zone. 24 hours, English months. */
export function formatTime(ms: number, zone: Zone, style: TimeStyle = "full"): string {
  const key = `${zone} ${style}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      ...STYLES[style],
      hourCycle: "h23",
      ...(zone === "utc" ? { timeZone: "UTC" } : {}),
    });
    formatters.set(key, formatter);
  }
  return formatter.format(ms);
}

/** `UTC`, or the browser's zone as `Europe/Berlin, UTC+1`. */
export function zoneName(zone: Zone, at: number = Date.now()): string {
  if (zone === "utc") return "UTC";
  const minutes = -new Date(at).getTimezoneOffset();
  const hours = Math.abs(minutes) / 60;
  return `${Intl.DateTimeFormat().resolvedOptions().timeZone}, UTC${minutes < 0 ? "−" : "+"}${hours}`;
}

const UNITS = [
  [365 * 86_400_000, "y"],
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"],
] as const;

/** A length of time in its two largest units: `1 h 12 min`, `31 s`, `340 ms`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const first = UNITS.findIndex(([unit]) => ms >= unit);
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, sign] of UNITS.slice(first, first + 2)) {
    const whole = Math.floor(rest / unit);
    rest -= whole * unit;
    if (whole > 0) parts.push(`${whole} ${sign}`);
  }
  return parts.join(" ");
}

/** Distance from `now`, coarse: `now`, `12 min ago`, `3 d ago`, `in 6 d`. */
export function formatRelative(ms: number, now: number): string {
  const distance = Math.abs(now - ms);
  if (distance < 45_000) return "now";
  const [unit, sign] = UNITS.find(([size]) => distance >= size) ?? [1000, "s"];
  const words = `${Math.round(distance / unit)} ${sign}`;
  return ms > now ? `in ${words}` : `${words} ago`;
}

/** The same day is written once: `17 Nov 2026, 02:30:00 – 03:24:59`. */
export function formatSpan(fromMs: number, toMs: number, zone: Zone): string {
  const sameDay = formatTime(fromMs, zone, "day") === formatTime(toMs, zone, "day") && toMs - fromMs < 86_400_000;
  return `${formatTime(fromMs, zone)} – ${formatTime(toMs, zone, sameDay ? "clock" : "full")}`;
}
