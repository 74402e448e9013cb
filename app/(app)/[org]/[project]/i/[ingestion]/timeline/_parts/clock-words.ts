import { formatDuration } from "#lib/client/time.ts";

/** `4.2 s ahead of app.log`, `as that of app.log`. */
export function clockWords(aheadMs: number, than: string): string {
  if (aheadMs === 0) return `as that of ${than}`;
  return `${lasted(Math.abs(aheadMs))} ${aheadMs > 0 ? "ahead of" : "behind"} ${than}`;
}

/** Tenths of a second say more of a clock than whole ones. */
const lasted = (ms: number): string => (ms >= 1000 && ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms));
