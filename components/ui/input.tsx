import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

const control =
  "w-full rounded-2 border border-control bg-surface text-fg hover:not-disabled:border-fg-3 focus-visible:border-accent-fill focus-visible:shadow-[0_0_0_1px_var(--color-accent-fill)] aria-invalid:border-error disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-canvas disabled:text-fg-3";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(control, "h-(--h-control) px-2", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(control, "resize-y px-2.5 py-2 font-mono text-log leading-(--leading-log)", className)}
      {...props}
    />
  );
}

/** The browser's own list: right on every device, and typing finds an entry. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={cn(control, "h-(--h-control) w-auto px-1.5", className)} {...props} />;
}
