import type { ReactNode } from "react";
import { SiteHeader } from "#components/shell/site-header.tsx";

/** One narrow column: what the page is for, its form, and where else to go. */
export function AuthPage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <>
      <SiteHeader signIn={false} />
      <main id="main" className="mx-auto w-full max-w-[400px] flex-1 px-4 pt-10 pb-8 md:pt-[14vh]">
        <h1 className="text-20 tracking-[-0.014em]">{title}</h1>
        {lead === undefined ? null : <div className="mt-1 text-14 text-fg-2">{lead}</div>}
        <div className="mt-5">{children}</div>
      </main>
    </>
  );
}
