import { cn } from "#components/ui/cn.ts";
import { Link } from "#components/ui/link.tsx";

export function BrandMark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      className={cn("size-5 flex-none text-accent", className)}
    >
      <path d="M6.5 3H3.5v14h3M13.5 3h3v14h-3" />
      <path d="M8 13.5v-3M12 13.5v-7" strokeLinecap="round" />
    </svg>
  );
}

/** Mark and name; inside the product the name gives way on a phone. */
export function Brand({ href, compact = false }: { href: string; compact?: boolean }) {
  return (
    <Link
      href={href}
      aria-label="AI Ops Assistant, home"
      className="flex flex-none items-center gap-2 font-semibold whitespace-nowrap text-fg hover:no-underline"
    >
      <BrandMark />
      <span className={compact ? "hidden lg:inline" : undefined}>AI Ops Assistant</span>
    </Link>
  );
}
