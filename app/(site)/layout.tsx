import type { ReactNode } from "react";
import { PlainLinksProvider } from "#components/ui/link.tsx";

/** Public pages. Their links are plain anchors: nothing is prefetched, nothing is sent before a click. */
export default function SiteLayout({ children }: { children: ReactNode }) {
  return <PlainLinksProvider value={true}>{children}</PlainLinksProvider>;
}
