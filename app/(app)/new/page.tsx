import type { Metadata } from "next";
import { NewOrganization } from "./new-organization.tsx";

export const metadata: Metadata = { title: "New organization" };

export default function NewOrganizationPage() {
  return (
    <main id="main" className="mx-auto w-full max-w-[400px] flex-1 px-4 pt-10 md:pt-[14vh]">
      <h1 className="text-20 tracking-[-0.014em]">New organization</h1>
      <p className="mt-1 mb-5 text-14 text-fg-2">
        It has its own members, projects and keys. Nothing is shared between organizations.
      </p>
      <NewOrganization />
    </main>
  );
}
