import type { Metadata } from "next";
import { SuppressionList } from "./suppression-list.tsx";

export const metadata: Metadata = { title: "Suppressions" };

export default function SuppressionsPage() {
  return (
    <main id="main" className="flex-1">
      <SuppressionList />
    </main>
  );
}
