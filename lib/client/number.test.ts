import { expect, test } from "vitest";
import { formatBytes, formatCount, formatShare, formatShort, plural } from "./number.ts";
import { formatDuration, formatRelative, formatSpan, formatTime } from "./time.ts";

const AT = Date.UTC(2026, 10, 17, 2, 47, 11, 204);

test.each<[string, string]>([
  [formatCount(1_204_377), "1,204,377"],
  [formatShort(9999), "9,999"],
  [formatShort(31_000), "31 k"],
  [formatShort(9_123_456), "9.1 M"],
  [formatBytes(0), "0 B"],
  [formatBytes(999), "999 B"],
  [formatBytes(31_400_000), "31.4 MB"],
  [formatBytes(2 * 1024 ** 3), "2.1 GB"],
  [formatShare(0), "0 %"],
  [formatShare(0.0004), "< 0.1 %"],
  [formatShare(0.0041), "0.4 %"],
  [formatShare(0.364), "36 %"],
  [plural(1, "file"), "1 file"],
  [plural(2, "entry", "entries"), "2 entries"],
  [formatTime(AT, "utc"), "17 Nov 2026, 02:47:11"],
  [formatTime(AT, "utc", "millis"), "02:47:11.204"],
  [formatTime(AT, "utc", "stamp"), "17 Nov, 02:47"],
  [formatDuration(340), "340 ms"],
  [formatDuration(31_000), "31 s"],
  [formatDuration(4_320_000), "1 h 12 min"],
  [formatDuration(3_600_000), "1 h"],
  [formatRelative(AT, AT + 10_000), "now"],
  [formatRelative(AT, AT + 12 * 60_000), "12 min ago"],
  [formatRelative(AT + 6 * 86_400_000, AT), "in 6 d"],
  [formatSpan(AT, AT + 3_000_000, "utc"), "17 Nov 2026, 02:47:11 – 03:37:11"],
  [formatSpan(AT, AT + 90_000_000, "utc"), "17 Nov 2026, 02:47:11 – 18 Nov 2026, 03:47:11"],
])("%s", (formatted, expected) => expect(formatted).toBe(expected));
