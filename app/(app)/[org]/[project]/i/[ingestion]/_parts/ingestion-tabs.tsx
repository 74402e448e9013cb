"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { getOverview } from "#contracts/ingestion.ts";
import { listReports } from "#contracts/report.ts";
import { useGo } from "#components/shell/use-go.ts";
import { LinkTabs, type Tab } from "#components/ui/tabs.tsx";
import { query } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { useIngestion, useLive } from "./ingestion-context.tsx";
import { entriesOf } from "../timeline/_parts/entries.ts";

const TABS = [
  { path: "", label: "Overview", key: "o" },
  { path: "/events", label: "Events", key: "e" },
  { path: "/groups", label: "Groups", key: "g" },
  { path: "/findings", label: "Findings", key: "f" },
  { path: "/timeline", label: "Timeline", key: "t" },
  { path: "/report", label: "Report", key: "r" },
] as const;

const SHARED = ["/events", "/timeline"] as const;

/** The pages of an ingestion, with counts that tell whether the visit is worth it. */
export function IngestionTabs() {
  const { ingestion, params, href } = useIngestion();
  const pathname = usePathname();
  const go = useGo();
  const live = useLive();
  const { data: overview } = useQuery({ ...query(getOverview, { params }), ...live });
  const { data: reports } = useQuery(
    query(listReports, { params: { projectId: params.projectId }, query: { limit: 500 } }),
  );
  const report = reports?.items.find(({ ingestionId }) => ingestionId === ingestion.id);
  const counts: Record<(typeof TABS)[number]["path"], Tab["count"]> = {
    "": null,
    "/events": ingestion.events,
    "/groups": ingestion.groups,
    "/findings": ingestion.findings,
    "/timeline": overview?.story ? entriesOf(overview).length : null,
    "/report": report?.status ?? null,
  };
  const inside = pathname.slice(href.length);
  // Events and Timeline look at the same range: the query goes from one to the other.
  const q = useSearchParams().get("q");
  const carried = q !== null && SHARED.some((path) => inside.startsWith(path)) ? `?q=${encodeURIComponent(q)}` : "";
  const hrefOf = (path: string) => href + path + (SHARED.some((shared) => shared === path) ? carried : "");
  useShortcuts(
    TABS.map(({ path, label, key }) => ({ keys: `g ${key}`, label, group: "Go to", run: () => go(hrefOf(path)) })),
  );
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the row scrolls: the tab one is on stays in sight.
    row.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [inside]);
  return (
    <div ref={row} data-chrome className="flex-none">
      <LinkTabs
        label="Ingestion"
        tabs={TABS.map(({ path, label }) => ({
          href: hrefOf(path),
          label,
          count: counts[path],
          current: path === "" ? inside === "" : inside.startsWith(path),
        }))}
      />
    </div>
  );
}
