import type { Level as LevelName } from "#engine";
import { cn } from "./cn.ts";

export type LevelOrUnknown = LevelName | "unknown";

/** Each level has a shape of its own, so that colour is never alone. Drawn on 10 × 10. */
const GLYPHS: Record<LevelOrUnknown, string> = {
  trace: "M5 3.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3z",
  debug: "M5 1.4a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 0 1 0-7.2zm0 1.5a2.1 2.1 0 1 0 0 4.2a2.1 2.1 0 0 0 0-4.2z",
  info: "M5 2a3 3 0 1 1 0 6a3 3 0 0 1 0-6z",
  warn: "M5 .8 9.6 9.2H.4z",
  error: "M5 .3 9.7 5 5 9.7.3 5z",
  fatal: "M2.5.8 5 3.3 7.5.8 9.2 2.5 6.7 5l2.5 2.5-1.7 1.7L5 6.7 2.5 9.2.8 7.5 3.3 5 .8 2.5z",
  unknown:
    "M2.4 3.4C2.4 1.8 3.5.8 5.1.8s2.7.9 2.7 2.3c0 1.1-.6 1.7-1.3 2.2-.6.4-.7.6-.7 1.2H4.3c0-1.2.3-1.7 1.1-2.2.6-.4.8-.7.8-1.1 0-.6-.4-1-1.1-1s-1.2.4-1.2 1.2zM4.2 7.4h1.7v1.8H4.2z",
};

const COLORS: Record<LevelOrUnknown, string> = {
  trace: "text-trace",
  debug: "text-debug",
  info: "text-info",
  warn: "text-warn",
  error: "text-error",
  fatal: "rounded-[2px] bg-fatal-fill pr-1 pl-[3px] text-on-fatal",
  unknown: "text-unknown",
};

/** Glyph and word. A level that was inferred, not stated, has a dotted underline. `short` leaves the word to screen readers. */
export function Level({
  level,
  inferred = false,
  short = false,
  className,
}: {
  level: LevelOrUnknown | null;
  inferred?: boolean;
  short?: boolean;
  className?: string;
}) {
  const name = level ?? "unknown";
  return (
    <span
      title={inferred ? `${name}, inferred from the text` : undefined}
      className={cn(
        "inline-flex items-center gap-[5px] font-mono text-11 leading-4 font-medium tracking-[0.02em] whitespace-nowrap uppercase",
        COLORS[name],
        className,
      )}
    >
      <svg aria-hidden viewBox="0 0 10 10" className="size-[9px] flex-none" fill="currentColor" fillRule="evenodd">
        <path d={GLYPHS[name]} />
      </svg>
      <span className={cn(short && "sr-only", inferred && "underline decoration-dotted underline-offset-[3px]")}>
        {name}
      </span>
    </span>
  );
}
