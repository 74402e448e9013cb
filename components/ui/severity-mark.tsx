import type { Severity } from "#engine";
import { cn } from "./cn.ts";

const LOOKS: Record<Severity, { name: string; bars: number; color: string }> = {
  critical: { name: "Critical", bars: 4, color: "text-critical" },
  high: { name: "High", bars: 3, color: "text-high" },
  medium: { name: "Medium", bars: 2, color: "text-medium" },
  low: { name: "Low", bars: 1, color: "text-low" },
};
const HEIGHTS = [3, 5.4, 7.8, 10.2];

/** Four bars, filled from the left, and the word. */
export function SeverityMark({ severity, className }: { severity: Severity; className?: string }) {
  const { name, bars, color } = LOOKS[severity];
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-12 font-medium whitespace-nowrap", color, className)}>
      <svg aria-hidden viewBox="0 0 13 11" className="h-[11px] w-[13px] flex-none" fill="currentColor">
        {HEIGHTS.map((height, index) => (
          <rect
            key={height}
            x={index * 3.4}
            y={11 - height}
            width={2.4}
            height={height}
            rx={0.6}
            opacity={index < bars ? 1 : 0.28}
          />
        ))}
      </svg>
      {name}
    </span>
  );
}
