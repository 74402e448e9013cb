import { cn } from "#components/ui/cn.ts";

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = "?", last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [...(last === undefined ? [...first].slice(0, 2) : [[...first][0], [...last][0]])].join("").toUpperCase();
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
