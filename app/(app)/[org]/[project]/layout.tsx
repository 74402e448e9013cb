import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { currentIdentity, projectBySlug } from "#lib/auth/current.ts";

type Props = { params: Promise<{ org: string; project: string }>; children: ReactNode };

async function found({ params }: Omit<Props, "children">) {
  const identity = await currentIdentity();
  if (identity === null) redirect("/sign-in");
  const { org, project } = await params;
  return projectBySlug(identity, org, project);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const project = await found(props);
  return project === null ? {} : { title: { template: `%s · ${project.name}`, default: project.name } };
}

export default async function ProjectLayout(props: Props) {
  if ((await found(props)) === null) notFound();
  return props.children;
}
