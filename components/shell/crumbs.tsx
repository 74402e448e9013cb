"use client";

import { ChevronsUpDown, Plus, Settings } from "lucide-react";
import { useParams, usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";
import {
  Menu,
  MenuChoice,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuSeparator,
  MenuTrigger,
} from "#components/ui/menu.tsx";
import { useGo } from "./use-go.ts";
import { useMaybeOrganization, useMaybeProject, useMe } from "./session.tsx";

/** Where you are: organization and project, each with a menu of the others. */
export function Crumbs() {
  const organization = useMaybeOrganization();
  const project = useMaybeProject();
  const pathname = usePathname();
  const { org } = useParams<{ org?: string }>();
  if (organization === null) return null;
  const inSettings = pathname.startsWith(`/${org}/settings`);
  return (
    <nav aria-label="Where you are" className="min-w-0">
      <ol className="flex min-w-0 items-center">
        <Crumb
          href={`/${organization.slug}`}
          name={organization.name}
          current={project === null && !inSettings}
          last={project === null && !inSettings}
        >
          <OrganizationMenu />
        </Crumb>
        {project === null ? null : (
          <Crumb href={`/${organization.slug}/${project.slug}`} name={project.name} current last>
            <ProjectMenu />
          </Crumb>
        )}
        {inSettings ? <Crumb href={`/${organization.slug}/settings/members`} name="Settings" current last /> : null}
      </ol>
    </nav>
  );
}

function Crumb({
  href,
  name,
  current,
  last = false,
  children,
}: {
  href: string;
  name: string;
  current: boolean;
  last?: boolean;
  children?: ReactNode;
}) {
  return (
    <li
      className={`items-center whitespace-nowrap text-fg-2 not-first:before:mx-2 not-first:before:text-fg-3 md:not-first:before:content-['/'] ${last ? "flex min-w-0" : "hidden md:flex"}`}
    >
      <Link
        href={href}
        aria-current={current ? "page" : undefined}
        className="block max-w-[22ch] truncate text-inherit aria-[current]:font-medium aria-[current]:text-fg"
      >
        {name}
      </Link>
      {children}
    </li>
  );
}

function Switch({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu>
      <MenuTrigger
        aria-label={label}
        className="ml-0.5 grid size-6 place-items-center rounded-1 text-fg-3 hover:bg-hover hover:text-fg data-[state=open]:bg-active"
      >
        <ChevronsUpDown aria-hidden className="size-3" />
      </MenuTrigger>
      <MenuContent align="start">{children}</MenuContent>
    </Menu>
  );
}

function OrganizationMenu() {
  const { organizations } = useMe();
  const current = useMaybeOrganization();
  const go = useGo();
  return (
    <Switch label="Switch organization">
      <MenuLabel>Organizations</MenuLabel>
      {organizations.map(({ id, name, slug }) => (
        <MenuChoice key={id} checked={id === current?.id} onSelect={() => go(`/${slug}`)}>
          {name}
        </MenuChoice>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => go(`/${current?.slug}/settings/members`)}>
        <Settings aria-hidden /> Members and settings
      </MenuItem>
      <MenuItem onSelect={() => go("/new")}>
        <Plus aria-hidden /> New organization
      </MenuItem>
    </Switch>
  );
}

function ProjectMenu() {
  const organization = useMaybeOrganization();
  const current = useMaybeProject();
  const go = useGo();
  if (organization === null) return null;
  return (
    <Switch label="Switch project">
      <MenuLabel>Projects of {organization.name}</MenuLabel>
      {organization.projects.map(({ id, name, slug }) => (
        <MenuChoice key={id} checked={id === current?.id} onSelect={() => go(`/${organization.slug}/${slug}`)}>
          {name}
        </MenuChoice>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => go(`/${organization.slug}`)}>
        <Plus aria-hidden /> All projects, new project
      </MenuItem>
    </Switch>
  );
}
