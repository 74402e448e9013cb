import type { Metadata } from "next";
import { RuleEditor } from "../_parts/rule-editor.tsx";

export const metadata: Metadata = { title: "New rule" };

export default function NewRulePage() {
  return (
    <main id="main" className="flex-1">
      <RuleEditor saved={null} />
    </main>
  );
}
