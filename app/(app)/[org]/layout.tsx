import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { organizationBySlug } from "#lib/auth/current.ts";
import { requireIdentity } from "../require-identity.ts";

/** Strangers get "not found", never "forbidden". */
export default async function OrganizationLayout({
  params,
  children,
}: {
  params: Promise<{ org: string }>;
  children: ReactNode;
}) {
  const identity = await requireIdentity();
  if ((await organizationBySlug(identity, (await params).org)) === null) notFound();
  return children;
}
