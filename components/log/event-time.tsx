import { formatTime, type Zone } from "#lib/client/time.ts";

/** The time of an event, milliseconds one strength weaker. The text as stated in the log is in the tooltip. */
export function EventTime({
  timeMs,
  timestamp,
  zone,
  day = false,
}: {
  timeMs: number | null;
  timestamp: string | null;
  zone: Zone;
  /** With the day: where the span has several. */
  day?: boolean;
}) {
  if (timeMs === null) {
    return (
      <span className="text-fg-3" title="This line states no date and time">
        no time
      </span>
    );
  }
  const [clock = "", millis = "000"] = formatTime(timeMs, zone, "millis").split(".");
  const other = zone === "utc" ? formatTime(timeMs, "local", "full") : `${formatTime(timeMs, "utc", "full")} UTC`;
  return (
    <time
      dateTime={new Date(timeMs).toISOString()}
      title={`${timestamp ?? ""} in the log; ${other}${zone === "utc" ? " local" : ""}`}
    >
      {day ? `${formatTime(timeMs, zone, "day")} ` : ""}
      {clock}
      <span className="text-fg-3">.{millis}</span>
    </time>
  );
}
