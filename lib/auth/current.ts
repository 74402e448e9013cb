import { and, eq } from "drizzle-orm";
import { cookies } from "next/headers";
import { cache } from "react";
import type { Organization, Project } from "#contracts/organization.ts";
import { database } from "#db/client.ts";
import { memberships, organizations, projects } from "#db/schema/index.ts";
import { identityOfCookies, type Identity } from "./session.ts";

/** For server components and layouts: who is signed in, or null. Asked once a request. */
export const currentIdentity = cache(async (): Promise<Identity | null> =>
  identityOfCookies((await cookies()).toString()),
);

/** The organization under a slug of which this person is a member; null when there is none. */
export const organizationBySlug = cache(async (identity: Identity, slug: string): Promise<Organization | null> => {
  const [found] = await database()
    .select({ organization: organizations, role: memberships.role })
    .from(organizations)
    .innerJoin(memberships, and(eq(memberships.orgId, organizations.id), eq(memberships.userId, identity.userId)))
    .where(eq(organizations.slug, slug));
  if (found === undefined) return null;
  const { id, name, createdAt } = found.organization;
  return { id, name, slug, role: found.role, createdAt: createdAt.toISOString() };
});

export type ProjectInOrganization = Pick<Project, "id" | "name" | "slug"> & { organization: Organization };

/** The project under `/[organization]/[project]`, with its organization; null when this person is no member or there is none. */
export const projectBySlug = cache(
  async (identity: Identity, organizationSlug: string, slug: string): Promise<ProjectInOrganization | null> => {
    const organization = await organizationBySlug(identity, organizationSlug);
    if (organization === null) return null;
    const [project] = await database()
      .select({ id: projects.id, name: projects.name, slug: projects.slug })
      .from(projects)
      .where(and(eq(projects.orgId, organization.id), eq(projects.slug, slug)));
    return project === undefined ? null : { ...project, organization };
  },
);
