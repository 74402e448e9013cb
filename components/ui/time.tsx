"use client";

import { formatRelative, formatTime, type TimeStyle } from "#lib/client/time.ts";
import { useNow, useZone } from "#lib/client/use-zone.ts";
import { cn } from "./cn.ts";

/**
 * A moment in the zone of the switch; the other zone and the distance from now on hover. `at` is epoch milliseconds or ISO.
 * `style="relative"` shows the distance and has the date on hover.
 */
export function Time({
  at,
  style = "stamp",
  className,
}: {
  at: number | string | null;
  style?: TimeStyle | "relative";
  className?: string;
}) {
  const [zone] = useZone();
  const now = useNow();
  const ms = typeof at === "string" ? Date.parse(at) : at;
  if (ms === null || Number.isNaN(ms)) return <span className={cn("text-fg-3", className)}>no time</span>;
  const utc = `${formatTime(ms, "utc")} UTC`;
  const distance = now === null ? "" : formatRelative(ms, now);
  const other = now === null ? utc : `${zone === "utc" ? `${formatTime(ms, "local")} local` : utc}, ${distance}`;
  const absolute = style === "relative" ? formatTime(ms, zone, "stamp") : formatTime(ms, zone, style);
  return (
    <time
      dateTime={new Date(ms).toISOString()}
      title={style === "relative" ? utc : other}
      className={cn("whitespace-nowrap tabular-nums", className)}
    >
      {style === "relative" && distance !== "" ? distance : absolute}
    </time>
  );
}
