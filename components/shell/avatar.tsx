import { cn } from "#components/ui/cn.ts";

/** First letters of the first and last word, or the first two of the only one. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => Array.from(word));
  const [first = ["?"]] = words;
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first[0], last?.[0] ?? first[1]].join("").toUpperCase();
}

export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid size-6 flex-none place-items-center rounded-full bg-active text-11 font-semibold text-fg",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
