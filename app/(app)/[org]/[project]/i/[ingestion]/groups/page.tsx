import type { Metadata } from "next";
import { GroupsScreen } from "./_parts/groups-screen.tsx";

export const metadata: Metadata = { title: "Groups" };

export default function GroupsPage() {
  return <GroupsScreen />;
}
