import { cn } from "./cn.ts";

/** Keeps the place of one line of text that is on its way. Put `aria-busy` on what holds it. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("skeleton block h-2.5 rounded-1 bg-active", className)} />;
}
