"use client";

import { usePathname } from "next/navigation";
import { useProject } from "#components/shell/session.tsx";
import { Link } from "#components/ui/link.tsx";

const PAGES = [
  { path: "", label: "General" },
  { path: "/rules", label: "Rules" },
  { path: "/suppressions", label: "Suppressions" },
] as const;

/** The pages of a project's settings. */
export function SettingsTabs() {
  const { href } = useProject();
  const pathname = usePathname();
  const here = PAGES.findLast(({ path }) => pathname.startsWith(`${href}/settings${path}`));
  return (
    <nav
      aria-label="Project settings"
      className="flex gap-1 overflow-x-auto border-b border-line bg-canvas px-1.5 py-1.5 md:px-[18px]"
    >
      {PAGES.map(({ path, label }) => (
        <Link
          key={path}
          href={`${href}/settings${path}`}
          aria-current={here?.path === path ? "page" : undefined}
          className="rounded-1 px-1.5 py-0.5 text-12 font-medium whitespace-nowrap text-fg-2 hover:bg-hover hover:text-fg hover:no-underline aria-[current]:bg-active aria-[current]:text-fg"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
