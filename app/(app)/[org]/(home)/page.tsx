import type { Metadata } from "next";
import { Projects } from "./projects.tsx";

export const metadata: Metadata = { title: "Projects" };

export default function OrganizationPage() {
  return <Projects />;
}
