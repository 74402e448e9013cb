import { cn } from "./cn.ts";

/** One key cap; inside a button it is bare. */
export function Kbd({ children, bare = false, className }: { children: string; bare?: boolean; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-block text-center font-sans text-11 leading-4 font-medium",
        bare ? "opacity-80" : "min-w-[18px] rounded-1 border border-line-strong bg-canvas px-1 text-fg-2",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
