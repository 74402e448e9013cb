import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** Nothing here: why, and what to do next, with the action. Left-aligned, where the content would begin. */
export function Empty({
  title,
  className,
  action,
  children,
}: {
  title: string;
  className?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={cn("max-w-[560px] py-4", className)}>
      <h2 className="mb-1 text-14">{title}</h2>
      <div className="text-fg-2">{children}</div>
      {action === undefined ? null : <div className="mt-3 flex flex-wrap items-center gap-2">{action}</div>}
    </div>
  );
}
