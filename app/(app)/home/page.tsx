import { redirect } from "next/navigation";
import { currentIdentity } from "#lib/auth/current.ts";
import { getMe } from "#lib/auth/memberships.ts";

/** Where "home" is for whoever is signed in: the first project, or making an organization. */
export default async function HomePage() {
  const identity = await currentIdentity();
  if (identity === null) redirect("/sign-in");
  const [organization] = (await getMe(identity)).organizations;
  if (organization === undefined) redirect("/new");
  const [project] = organization.projects;
  redirect(project === undefined ? `/${organization.slug}` : `/${organization.slug}/${project.slug}`);
}
