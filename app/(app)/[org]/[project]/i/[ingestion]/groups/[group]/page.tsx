import type { Metadata } from "next";
import { GroupScreen } from "../_parts/group-screen.tsx";

export const metadata: Metadata = { title: "Group" };

export default async function GroupPage({ params }: PageProps<"/[org]/[project]/i/[ingestion]/groups/[group]">) {
  const { group } = await params;
  return <GroupScreen groupId={group} />;
}
