"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { withZone } from "#components/ui/link.tsx";

/** Navigates as a link does: the time zone switch comes along. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  const tz = useSearchParams().get("tz");
  return (href) => router.push(withZone(href, tz));
}
