"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { listMembers } from "#contracts/organization.ts";
import { useOrganization } from "#components/shell/session.tsx";
import { Link } from "#components/ui/link.tsx";
import { Fact, PageHead } from "#components/ui/section.tsx";
import { query } from "#lib/client/query.ts";

/** Settings of an organization: its own on top, those of its projects below. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { id: organizationId, name, slug, projects, role } = useOrganization();
  const { data: members } = useQuery(query(listMembers, { params: { organizationId } }));
  const base = `/${slug}/settings`;
  const groups = [
    {
      title: "Organization",
      links: [
        { href: `${base}/members`, label: "Members" },
        { href: `${base}/general`, label: "Name and danger zone" },
        ...(role === "admin" ? [{ href: `${base}/audit`, label: "Audit log" }] : []),
      ],
    },
    {
      title: "Projects",
      links: projects.map((project) => ({ href: `/${slug}/${project.slug}/settings`, label: project.name })),
    },
    { title: "You", links: [{ href: `${base}/account`, label: "Account" }] },
  ];
  const count = members?.items.length;
  return (
    <>
      <PageHead title={name} className="border-b border-line">
        {count === undefined ? null : <Fact value={count}>{count === 1 ? "member" : "members"}</Fact>}
        <Fact value={projects.length}>{projects.length === 1 ? "project" : "projects"}</Fact>
      </PageHead>
      <div className="flex flex-1 flex-col md:flex-row">
        <nav
          aria-label="Settings"
          className="relative flex flex-none overflow-x-auto border-line bg-canvas max-md:border-b md:block md:w-(--w-facets) md:border-r md:py-3"
        >
          {groups.map(({ title, links }) => (
            <div key={title} className="max-md:flex">
              <h2 className="px-6 pt-2.5 pb-1 text-12 font-medium text-fg-3 max-md:sr-only">{title}</h2>
              <ul className="max-md:flex">
                {links.map(({ href, label }) => (
                  <li key={href}>
                    <SettingsLink href={href} label={label} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <main id="main" className="min-w-0 flex-1 [&>section>*]:max-w-[940px]">
          {children}
        </main>
      </div>
    </>
  );
}

function SettingsLink({ href, label }: { href: string; label: string }) {
  const current = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className="block truncate px-3 py-2 whitespace-nowrap text-fg-2 hover:bg-hover hover:no-underline aria-[current]:bg-active aria-[current]:font-medium aria-[current]:text-fg md:px-6 md:py-1 md:aria-[current]:shadow-[inset_2px_0_var(--color-accent-fill)]"
    >
      {label}
    </Link>
  );
}
