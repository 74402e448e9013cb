import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { projectBySlug } from "#lib/auth/current.ts";
import { requireIdentity } from "../../require-identity.ts";

type Props = { params: Promise<{ org: string; project: string }>; children: ReactNode };

async function found({ params }: Omit<Props, "children">) {
  const identity = await requireIdentity();
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
