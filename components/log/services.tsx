import { cn } from "#components/ui/cn.ts";

/** The first service, and how many more. */
export function Services({ names, className }: { names: readonly string[]; className?: string }) {
  const [first, ...more] = names;
  if (first === undefined) return null;
  return (
    <span
      className={cn("inline-flex items-baseline gap-1 font-mono text-12 whitespace-nowrap text-fg-2", className)}
      title={names.join(", ")}
    >
      <span className="max-w-[18ch] truncate">{first}</span>
      {more.length === 0 ? null : <span className="font-sans text-fg-3">+{more.length}</span>}
    </span>
  );
}
