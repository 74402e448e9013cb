import { ticksOf } from "./bars.ts";
import type { Clock } from "./clock.ts";

interface TimeAxisProps {
  startMs: number;
  endMs: number;
  clock: Clock;
}

/** Round moments below a chart, its end at the right. On a phone every second one. */
export function TimeAxis({ startMs, endMs, clock }: TimeAxisProps) {
  const { stepMs, at } = ticksOf(startMs, endMs, 7, clock.offsetAt(startMs));
  const percent = (ms: number) => ((ms - startMs) / Math.max(1, endMs - startMs)) * 100;
  // A tick's text is about 6 % of a chart wide; the outermost ones would stick out.
  const inside = at.filter((ms) => percent(ms) <= 97);
  return (
    <div aria-hidden className="relative h-[18px] text-11 text-fg-3 tabular-nums">
      {inside.map((ms, index) => (
        <span
          key={ms}
          className={`absolute top-[3px] whitespace-nowrap ${percent(ms) < 3 ? "" : "-translate-x-1/2"} ${index % 2 === 1 ? "max-md:hidden" : ""}`}
          style={{ left: `${percent(ms)}%` }}
        >
          {clock.tick(ms, stepMs)}
        </span>
      ))}
    </div>
  );
}
