import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** A line that qualifies what is shown. `error` interrupts screen readers, `warn` does not. */
export function Note({
  tone = "warn",
  className,
  children,
}: {
  tone?: "warn" | "error";
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role={tone === "error" ? "alert" : "note"}
      className={cn(
        "flex flex-wrap items-center gap-x-2 gap-y-1 border-l-[3px] px-2.5 py-1.5 text-12",
        tone === "error" ? "border-fill-error bg-error-soft" : "border-fill-warn bg-warn-soft",
        className,
      )}
    >
      {children}
    </div>
  );
}
