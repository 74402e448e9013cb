import type { Metadata } from "next";
import { SavedRule } from "../_parts/saved-rule.tsx";

export const metadata: Metadata = { title: "Rule" };

export default async function RulePage({ params }: PageProps<"/[org]/[project]/settings/rules/[rule]">) {
  return (
    <main id="main" className="flex-1">
      <SavedRule id={(await params).rule} />
    </main>
  );
}
