import type { Metadata } from "next";
import { ProjectGroups } from "./project-groups.tsx";

export const metadata: Metadata = { title: "Groups" };

export default function ProjectGroupsPage() {
  return (
    <main id="main" className="flex-1">
      <ProjectGroups />
    </main>
  );
}
