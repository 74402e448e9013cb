import type { ReactNode } from "react";
import { SiteHeader } from "#components/shell/site-header.tsx";
import { PlainLinksProvider } from "#components/ui/link.tsx";
import { DocsTabs } from "./docs-tabs.tsx";

export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <PlainLinksProvider value={true}>
      <SiteHeader />
      <DocsTabs />
      <main id="main" className="w-full max-w-[1100px] flex-1 p-3 md:px-6 md:py-4">
        {children}
      </main>
    </PlainLinksProvider>
  );
}
