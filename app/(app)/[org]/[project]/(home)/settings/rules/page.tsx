import type { Metadata } from "next";
import { RuleList } from "./_parts/rule-list.tsx";

export const metadata: Metadata = { title: "Rules" };

export default function RulesPage() {
  return (
    <main id="main" className="flex-1">
      <RuleList />
    </main>
  );
}
