import { cn } from "./cn.ts";

export interface StageView {
  name: string;
  state: "waiting" | "running" | "done" | "failed";
  /** Counts, rate, or a word: `702,551 at 31 k/s`. */
  detail: string;
  /** 0–1 while running, if it is known. */
  share?: number | null;
}

const MARKS = { done: "✓ ", failed: "✗ ", running: "", waiting: "" } as const;
const LOOKS = {
  done: "border-fg-3",
  failed: "border-fill-error",
  running: "border-line text-fg-2",
  waiting: "border-line",
} as const;

/** Long work by its stages: a bar each, with counts. Never a spinner. */
export function Stages({ stages, className }: { stages: readonly StageView[]; className?: string }) {
  return (
    <ol aria-label="Progress" className={cn("flex flex-wrap gap-[3px] text-12 md:flex-nowrap", className)}>
      {stages.map((stage) => (
        <li
          key={stage.name}
          aria-current={stage.state === "running" ? "step" : undefined}
          className={cn(
            "relative min-w-0 flex-[1_1_30%] border-t-[3px] pt-[5px] pr-2 whitespace-nowrap text-fg-3 md:flex-1",
            LOOKS[stage.state],
          )}
        >
          {stage.state === "running" ? (
            <span
              className="absolute -top-[3px] left-0 h-[3px] bg-accent-fill transition-[width] duration-(--dur-3)"
              style={{ width: `${100 * Math.min(1, Math.max(0.02, stage.share ?? 0.5))}%` }}
            />
          ) : null}
          <b
            className={cn(
              "block font-medium",
              stage.state === "running" ? "text-accent" : stage.state === "failed" ? "text-error" : "text-fg-2",
            )}
          >
            {MARKS[stage.state]}
            {stage.name}
          </b>
          <span className="block truncate tabular-nums">{stage.detail}</span>
        </li>
      ))}
    </ol>
  );
}
