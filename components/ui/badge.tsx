import { Check, CircleSlash, LoaderCircle, TriangleAlert, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const badge = "inline-flex h-[18px] items-center gap-1 rounded-1 border px-1.5 text-11 font-medium whitespace-nowrap";

/** A short fact beside a name. Neutral: colour is for what RECURRENCES names. */
export function Badge({ className, children }: { className?: string; children: ReactNode }) {
  return <span className={cn(badge, "border-line-strong text-fg-2", className)}>{children}</span>;
}

const RECURRENCES = {
  new: { mark: "+", look: "border-accent-line bg-accent-soft text-accent" },
  "seen before": { mark: "↻", look: "border-line-strong text-fg-2" },
  recurring: { mark: "↻", look: "border-line-strong text-fg-2" },
  regressed: { mark: "!", look: "border-current text-error" },
  resolved: { mark: "✓", look: "border-line-strong text-fg-3" },
  ignored: { mark: "–", look: "border-line-strong text-fg-3" },
  acknowledged: { mark: "✓", look: "border-line-strong text-fg-2" },
  dismissed: { mark: "–", look: "border-line-strong text-fg-3" },
} as const;
export type RecurrenceName = keyof typeof RECURRENCES;

/** Whether something was met before, or what a person decided about it. */
export function RecurrenceBadge({ value, title }: { value: RecurrenceName; title?: string }) {
  const { mark, look } = RECURRENCES[value];
  return (
    <span className={cn(badge, look)} title={title}>
      <span aria-hidden className="font-bold">
        {mark}
      </span>
      {value}
    </span>
  );
}

const STATUSES = {
  done: { icon: Check, look: "text-fg-2" },
  running: { icon: LoaderCircle, look: "text-accent" },
  warning: { icon: TriangleAlert, look: "text-fg-2" },
  stopped: { icon: CircleSlash, look: "text-fg-2" },
  failed: { icon: X, look: "text-error" },
} as const satisfies Record<string, { icon: LucideIcon; look: string }>;
export type StatusName = keyof typeof STATUSES;

/** How a piece of work stands: an icon and words. */
export function Status({ value, title, children }: { value: StatusName; title?: string; children: ReactNode }) {
  const { icon: Icon, look } = STATUSES[value];
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-12 font-medium whitespace-nowrap", look)} title={title}>
      <Icon aria-hidden className="size-[13px]" />
      {children}
    </span>
  );
}

/** A filter in force: `level:error ×`. `negated` filters show their minus in red. */
export function Chip({
  name,
  value,
  negated = false,
  onRemove,
}: {
  name?: string;
  value: string;
  negated?: boolean;
  onRemove?: () => void;
}) {
  return (
    <span className="inline-flex h-5 max-w-full items-center gap-1 rounded-1 border border-line-strong bg-hover px-1.5 font-mono text-12 leading-none whitespace-nowrap">
      {negated ? <span className="font-semibold text-error">-</span> : null}
      {name === undefined ? null : <span className="text-fg-3">{name}:</span>}
      <span className="truncate">{value}</span>
      {onRemove === undefined ? null : (
        <button
          type="button"
          aria-label={`Remove ${name === undefined ? "" : `${name}:`}${value}`}
          onClick={onRemove}
          className="pl-0.5 leading-none text-fg-3 hover:text-fg"
        >
          ×
        </button>
      )}
    </span>
  );
}
