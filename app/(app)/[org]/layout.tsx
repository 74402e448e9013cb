import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { currentIdentity, organizationBySlug } from "#lib/auth/current.ts";

/** Strangers get "not found", never "forbidden". */
export default async function OrganizationLayout({
  params,
  children,
}: {
  params: Promise<{ org: string }>;
  children: ReactNode;
}) {
  const identity = await currentIdentity();
  if (identity === null) redirect("/sign-in");
  if ((await organizationBySlug(identity, (await params).org)) === null) notFound();
  return children;
}
