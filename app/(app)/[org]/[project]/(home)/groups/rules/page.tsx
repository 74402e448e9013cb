import type { Metadata } from "next";
import { GroupRules } from "./group-rules.tsx";

export const metadata: Metadata = { title: "Group rules" };

export default function GroupRulesPage() {
  return (
    <main id="main" className="flex-1">
      <GroupRules />
    </main>
  );
}
