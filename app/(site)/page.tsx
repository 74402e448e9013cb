import type { Metadata } from "next";
import { currentIdentity } from "#lib/auth/current.ts";
import { SCENARIOS } from "#samples/scenarios.ts";
import { SiteHeader } from "#components/shell/site-header.tsx";
import { DEMO_EVENTS, type Demo } from "./_parts/demo.ts";
import { Landing } from "./_parts/landing.tsx";

export const metadata: Metadata = { title: { absolute: "Paste the log, read what broke · AI Ops Assistant" } };

/** The three that show most: a cascade, a leak, and a night on which nothing is wrong. */
const SHOWN = ["database-failover", "memory-leak", "quiet-day"];

export default async function LandingPage() {
  // This page works without a database: then nobody is signed in.
  const identity = await currentIdentity().catch(() => null);
  const home = identity === null ? null : "/home";
  const demos = SCENARIOS.filter(({ id }) => SHOWN.includes(id)).map(({ id, title, summary, services }): Demo => ({
    id,
    title,
    summary,
    files: services.length,
    events: DEMO_EVENTS,
  }));
  return (
    <>
      <SiteHeader home={home} />
      <Landing demos={demos} keepAt={home ?? "/sign-up"} />
    </>
  );
}
