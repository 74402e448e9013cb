import type { ReactNode } from "react";
import { ProjectHead } from "./_parts/project-head.tsx";

/** The project's own pages share title and tabs; an ingestion's pages have theirs. */
export default function ProjectHomeLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ProjectHead />
      {children}
    </>
  );
}
