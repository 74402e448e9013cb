"use client";

import { useQuery } from "@tanstack/react-query";
import { useParams } from "next/navigation";
import { createContext, useContext, type ReactNode } from "react";
import { getMe, type Me } from "#contracts/organization.ts";
import { query } from "#lib/client/query.ts";

const Session = createContext<Me | null>(null);

/** Who is signed in; the server's answer first, kept fresh by the API. */
export function SessionProvider({ me, children }: { me: Me; children: ReactNode }) {
  const { data } = useQuery({ ...query(getMe, {}), initialData: me });
  return <Session.Provider value={data}>{children}</Session.Provider>;
}

export function useMe(): Me {
  const me = useContext(Session);
  if (me === null) throw new Error("useMe outside SessionProvider");
  return me;
}

export type MyOrganization = Me["organizations"][number];
export type MyProject = MyOrganization["projects"][number];

/** The organization of the address; null where there is none. */
export function useMaybeOrganization(): MyOrganization | null {
  const { org } = useParams<{ org?: string }>();
  return useMe().organizations.find(({ slug }) => slug === org) ?? null;
}

/** The project of the address; null where there is none. */
export function useMaybeProject(): MyProject | null {
  const { project } = useParams<{ project?: string }>();
  return useMaybeOrganization()?.projects.find(({ slug }) => slug === project) ?? null;
}

/** For pages under `/[org]`, whose layout has answered "not found" where there is none. */
export function useOrganization(): MyOrganization {
  const organization = useMaybeOrganization();
  if (organization === null) throw new Error("useOrganization outside an organization's pages");
  return organization;
}

/** For pages under `/[org]/[project]`. `href` is the project's home. */
export function useProject(): MyProject & { href: string } {
  const organization = useOrganization();
  const project = useMaybeProject();
  if (project === null) throw new Error("useProject outside a project's pages");
  return { ...project, href: `/${organization.slug}/${project.slug}` };
}
