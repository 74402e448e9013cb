"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { listProjectGroups } from "#contracts/group.ts";
import { getProject } from "#contracts/organization.ts";
import { listReports } from "#contracts/report.ts";
import { useOrganization, useProject } from "#components/shell/session.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Fact, PageHead } from "#components/ui/section.tsx";
import { LinkTabs } from "#components/ui/tabs.tsx";
import { formatCount, formatShort } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";

const REPORTS_COUNTED = 100;

export function ProjectHead() {
  const { id: projectId, name, href } = useProject();
  const { role } = useOrganization();
  const pathname = usePathname();
  const params = { projectId };
  const { data: project } = useQuery(query(getProject, { params }));
  const { data: groups } = useQuery(query(listProjectGroups, { params, query: { limit: 1 } }));
  const { data: reports } = useQuery(query(listReports, { params, query: { limit: REPORTS_COUNTED } }));
  const go = useGo();
  useShortcuts([
    { keys: "g i", label: "Ingestions", group: "Go to", run: () => go(href) },
    { keys: "g g", label: "Groups", group: "Go to", run: () => go(`${href}/groups`) },
    { keys: "g c", label: "Compare", group: "Go to", run: () => go(`${href}/compare`) },
    { keys: "g r", label: "Reports", group: "Go to", run: () => go(`${href}/reports`) },
    { keys: "g s", label: "Project settings", group: "Go to", run: () => go(`${href}/settings`) },
  ]);
  const tab = (path: string) => {
    const to = `${href}${path}`;
    return { href: to, current: pathname === to || (path !== "" && pathname.startsWith(`${to}/`)) };
  };
  const drafts = reports?.items.length;
  return (
    <div data-chrome>
      <PageHead
        title={project?.name ?? name}
        end={
          role === "admin" ? (
            <Button variant="ghost" asChild className="hidden md:inline-flex">
              <Link href={`${href}/settings`}>
                <KeyRound aria-hidden /> API keys
              </Link>
            </Button>
          ) : null
        }
      >
        {project === undefined ? null : (
          <>
            <Fact value={formatCount(project.ingestions)}>{project.ingestions === 1 ? "ingestion" : "ingestions"}</Fact>
            <Fact value={formatShort(project.events)}>events</Fact>
          </>
        )}
      </PageHead>
      <LinkTabs
        label="Project"
        tabs={[
          { label: "Ingestions", count: project?.ingestions, ...tab("") },
          { label: "Groups", count: groups?.total, ...tab("/groups") },
          { label: "Compare", ...tab("/compare") },
          {
            label: "Reports",
            count: drafts !== undefined && reports?.nextCursor !== null ? `${drafts}+` : drafts,
            ...tab("/reports"),
          },
          { label: "Settings", href: `${href}/settings`, current: pathname.startsWith(`${href}/settings`) },
        ]}
      />
    </div>
  );
}
