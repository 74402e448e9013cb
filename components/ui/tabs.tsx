import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { Link } from "./link.tsx";

export interface Tab {
  href: string;
  label: string;
  /** How many things are behind it, or a word such as `draft`. */
  count?: number | string | null;
  current: boolean;
}

/** Tabs that are pages: each has its own address. The row keeps its height whatever it holds. */
export function LinkTabs({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  return (
    <nav
      aria-label={label}
      className={cn(
        "flex h-(--h-tabs) flex-none gap-4 overflow-x-auto border-b border-line px-3 [scrollbar-width:none] md:gap-5 md:px-6",
        className,
      )}
    >
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} aria-current={tab.current ? "page" : undefined} className={tabLook}>
          {tab.label}
          {tab.count === undefined || tab.count === null ? null : <TabCount>{tab.count}</TabCount>}
        </Link>
      ))}
    </nav>
  );
}

/** The same look for tabs that switch something in place (with `role="tab"` on the button). */
export const tabLook = cn(
  "relative inline-flex h-full items-center gap-1.5 font-medium whitespace-nowrap text-fg-2 hover:text-fg hover:no-underline aria-[current]:text-fg aria-selected:text-fg",
  "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 aria-[current]:after:bg-accent aria-selected:after:bg-accent",
);

export function TabCount({ children }: { children: ReactNode }) {
  return (
    <span className="text-12 font-normal text-fg-3 tabular-nums">
      {typeof children === "number" ? children.toLocaleString("en-US") : children}
    </span>
  );
}
