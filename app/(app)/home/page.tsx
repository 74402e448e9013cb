import { redirect } from "next/navigation";
import { getMe } from "#lib/auth/memberships.ts";
import { requireIdentity } from "../require-identity.ts";

/** Where "home" is for whoever is signed in: the first project, or making an organization. */
export default async function HomePage() {
  const identity = await requireIdentity();
  const [organization] = (await getMe(identity)).organizations;
  if (organization === undefined) redirect("/new");
  const [project] = organization.projects;
  redirect(project === undefined ? `/${organization.slug}` : `/${organization.slug}/${project.slug}`);
}
