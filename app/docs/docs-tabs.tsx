"use client";

import { usePathname } from "next/navigation";
import { LinkTabs } from "#components/ui/tabs.tsx";

const PAGES = [
  { href: "/docs/formats", label: "What it reads" },
  { href: "/docs/api", label: "API" },
];

export function DocsTabs() {
  const pathname = usePathname();
  return <LinkTabs label="Documentation" tabs={PAGES.map((page) => ({ ...page, current: page.href === pathname }))} />;
}
