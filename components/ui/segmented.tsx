import { cn } from "./cn.ts";

/** A choice of few, all visible. `label` names the group. */
export function Segmented<V extends string>({
  label,
  value,
  options,
  onChange,
  size = "default",
  className,
}: {
  label: string;
  value: V;
  options: readonly { value: V; label: string; count?: number; title?: string }[];
  onChange: (value: V) => void;
  size?: "default" | "sm";
  className?: string;
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className={cn(
        "inline-flex rounded-2 border border-line-strong bg-surface p-px",
        size === "sm" ? "h-(--h-control-sm)" : "h-(--h-control)",
        className,
      )}
    >
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          title={option.title}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="rounded-1 px-2 text-12 font-medium whitespace-nowrap text-fg-2 tabular-nums hover:text-fg aria-pressed:bg-active aria-pressed:text-fg"
        >
          {option.label}
          {option.count === undefined ? null : ` ${option.count.toLocaleString("en-US")}`}
        </button>
      ))}
    </div>
  );
}
