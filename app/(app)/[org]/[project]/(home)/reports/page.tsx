import type { Metadata } from "next";
import { Reports } from "./reports.tsx";

export const metadata: Metadata = { title: "Reports" };

export default function ReportsPage() {
  return (
    <main id="main" className="flex-1">
      <Reports />
    </main>
  );
}
